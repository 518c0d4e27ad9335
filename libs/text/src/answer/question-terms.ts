import type { TermStatistics } from '../search/lexical-index';
import { isGood, synonymsOf } from '../search/synonyms';
import { analyze } from '../tokens/tokenize';

export interface QuestionTerm {
  readonly term: string;
  /** Rarity in the collection from 0 (everywhere) to 1 (once); filler words near 0. */
  readonly weight: number;
  /** 1 if the collection has never seen the term, half of that if it knows a synonym. */
  readonly unseen: number;
  readonly filler: boolean;
}

const FILLER_SHARE = 0.15;

/** The distinct terms of a question, in order, weighed by rarity. */
export function questionTerms(question: string, statistics?: TermStatistics): QuestionTerm[] {
  const seen = new Map<string, QuestionTerm>();
  for (const { term, kind } of analyze(question)) {
    if (seen.has(term)) continue;
    const filler = kind === 'filler';
    seen.set(term, {
      term,
      filler,
      weight: rarity(term, statistics) * (filler ? FILLER_SHARE : 1),
      unseen: unseen(term, statistics),
    });
  }
  return [...seen.values()];
}

function unseen(term: string, statistics: TermStatistics | undefined): number {
  const isKnown = (word: string) => statistics === undefined || statistics.documentFrequency(word) > 0;
  if (isKnown(term)) return 0;
  if (!synonymsOf(term).some(isKnown)) return 1;
  return isGood(term) ? 0 : 0.5;
}

export function rarity(term: string, statistics: TermStatistics | undefined): number {
  if (!statistics || statistics.size === 0) return 0.6;
  const frequency = statistics.documentFrequency(term);
  const idf = Math.log(1 + (statistics.size - frequency + 0.5) / (frequency + 0.5));
  return Math.max(0.05, idf / Math.log(2 * statistics.size + 2));
}
