import { createHash } from 'node:crypto';
import { LexicalIndex, analyze } from '@mesh/text';
import type { StoredPassage } from './stored-passage';

/** A sparse vector: a dimension per stem. */
export interface TermWeights {
  readonly indices: number[];
  readonly values: number[];
}

const BOOSTS = { title: 2.5, heading: 1.5, body: 1 };
const K1 = 1.2;
const B = 0.6;
/** Of a passage, boosts included. A fixed value keeps a weight from depending on the other passages. */
const USUAL_LENGTH = 120;

const asker = new LexicalIndex();

/** What a passage gives to BM25 without the rarity of its words, which Qdrant multiplies in at search (`modifier: idf`). */
export function weighPassage(passage: StoredPassage): TermWeights {
  const frequencies = frequenciesOf(passage);
  const length = [...frequencies.values()].reduce((sum, frequency) => sum + frequency, 0);
  const norm = K1 * (1 - B + (B * length) / USUAL_LENGTH);
  return toVector([...frequencies].map(([term, frequency]) => [term, (frequency * (K1 + 1)) / (frequency + norm)]));
}

/** The stems of a question with their synonyms; no entries for a question without words. */
export const weighQuestion = (text: string): TermWeights =>
  toVector(asker.queryTerms(text).map(({ term, weight }) => [term, weight]));

/** The stems of a passage, each once. */
export const termsOf = (passage: StoredPassage): string[] => [...frequenciesOf(passage).keys()];

/** Headings and keywords, searched like a heading. */
export const headingOf = ({ headingPath, keywords }: StoredPassage): string => [...headingPath, keywords].join(' ');

function frequenciesOf(passage: StoredPassage): Map<string, number> {
  const frequencies = new Map<string, number>();
  const count = (text: string, boost: number) => {
    for (const { term } of analyze(text)) frequencies.set(term, (frequencies.get(term) ?? 0) + boost);
  };
  count(passage.title, BOOSTS.title);
  count(headingOf(passage), BOOSTS.heading);
  count(passage.text, BOOSTS.body);
  return frequencies;
}

function toVector(weights: readonly (readonly [term: string, weight: number])[]): TermWeights {
  const byDimension = new Map<number, number>();
  for (const [term, weight] of weights) {
    const dimension = createHash('sha1').update(term).digest().readUInt32BE(0);
    byDimension.set(dimension, (byDimension.get(dimension) ?? 0) + weight);
  }
  return { indices: [...byDimension.keys()], values: [...byDimension.values()] };
}
