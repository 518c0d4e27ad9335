import { type LetterGroups, letterGroups } from '../search/letter-groups';
import { type Sentence, splitSentences } from '../tokens/split-sentences';
import { analyze, type Term } from '../tokens/tokenize';
import type { Passage } from './passage';

export interface AnalysedPassage {
  readonly title: ReadonlySet<string>;
  /** Where each word stands, by field: title, headings, text. */
  readonly positions: readonly ReadonlyMap<string, readonly number[]>[];
  /** All words of title, headings and text. */
  readonly words: ReadonlySet<string>;
  /** How often each word stands in title, headings and text, damped. */
  readonly profile: ReadonlyMap<string, number>;
  readonly letters: { readonly title: LetterGroups; readonly all: LetterGroups };
  /** What stands under each heading of the passage, in order. */
  readonly sections: readonly AnalysedSection[];
}

export interface AnalysedSection {
  /** Offset of the heading in the text; undefined for what stands before the first one. */
  readonly at: number | undefined;
  readonly heading: ReadonlySet<string>;
  readonly sentences: readonly AnalysedSentence[];
}

export interface AnalysedSentence extends Sentence {
  readonly words: ReadonlySet<string>;
}

const cache = new Map<string, AnalysedPassage>();
const CACHE_LIMIT = 4_000;

/** The words of a passage; those of recently asked passages are remembered, for questions keep meeting the same ones. */
export function analysedPassage(passage: Passage): AnalysedPassage {
  const heading = (passage.headingPath ?? []).join(' ');
  const key = `${passage.title}\u0000${heading}\u0000${passage.text}`;
  const known = cache.get(key);
  if (known) return known;
  const fields = [analyze(passage.title), analyze(heading), analyze(passage.text)];
  const fresh = {
    title: setOf(fields[0] ?? []),
    positions: fields.map(positionsOf),
    words: setOf(fields.flat()),
    profile: profileOf(fields.flat()),
    letters: {
      title: letterGroups(passage.title),
      all: letterGroups(`${passage.title} ${heading} ${passage.text}`),
    },
    sections: sectionsOf(passage),
  };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, fresh);
  return fresh;
}

function sectionsOf(passage: Passage): AnalysedSection[] {
  const first = { at: undefined, heading: wordsOf(passage.headingPath?.at(-1) ?? ''), sentences: [] };
  const sections: (AnalysedSection & { readonly sentences: AnalysedSentence[] })[] = [first];
  for (const sentence of splitSentences(passage.text)) {
    const words = wordsOf(sentence.text);
    if (sentence.kind === 'heading') sections.push({ at: sentence.start, heading: words, sentences: [] });
    else sections.at(-1)?.sentences.push({ ...sentence, words });
  }
  return sections.filter(({ sentences }) => sentences.length > 0);
}

function positionsOf(field: readonly Term[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  field.forEach(({ term }, at) => {
    const known = positions.get(term);
    if (known) known.push(at);
    else positions.set(term, [at]);
  });
  return positions;
}

function profileOf(terms: readonly Term[]): Map<string, number> {
  const profile = new Map<string, number>();
  for (const { term } of terms) profile.set(term, (profile.get(term) ?? 0) + 1);
  for (const [term, count] of profile) profile.set(term, Math.log(1 + count));
  return profile;
}

const setOf = (terms: readonly Term[]): ReadonlySet<string> => new Set(terms.map((term) => term.term));
const wordsOf = (text: string): ReadonlySet<string> => setOf(analyze(text));
