import type { TermStatistics } from '../search/lexical-index';
import type { AnalysedPassage } from './analysed-passage';
import type { Passage } from './passage';
import { rarity } from './question-terms';

/** What the best candidates of a search have in common. */
export interface Consensus {
  /** The words that make them up, weighed by rarity; a vector of length one. */
  readonly profile: ReadonlyMap<string, number>;
  /** The documents in front, each with the words of its best passage. */
  readonly leaders: readonly { readonly documentId: string; readonly words: ReadonlySet<string> }[];
}

const BEST = 8;
const LEADERS = 5;
const PROFILE_WORDS = 60;

/** @param passages candidates of one search, best first */
export function consensusOf(
  passages: readonly Passage[],
  analysed: readonly AnalysedPassage[],
  statistics: TermStatistics | undefined,
): Consensus {
  const sums = new Map<string, number>();
  passages.slice(0, BEST).forEach(({ score }, at) => {
    const known = analysed[at];
    if (!known) return;
    const length = lengthOf(known, statistics);
    for (const [term, count] of known.profile) {
      sums.set(term, (sums.get(term) ?? 0) + ((score ?? 1) * count * rarity(term, statistics)) / length);
    }
  });
  return { profile: normalized(sums), leaders: leadersOf(passages, analysed) };
}

/** Cosine of a passage with the profile. */
export function likeness(
  profile: ReadonlyMap<string, number>,
  known: AnalysedPassage,
  statistics: TermStatistics | undefined,
): number {
  let sum = 0;
  for (const [term, weight] of profile) {
    const count = known.profile.get(term);
    if (count !== undefined) sum += weight * count * rarity(term, statistics);
  }
  return sum / lengthOf(known, statistics);
}

function lengthOf({ profile }: AnalysedPassage, statistics: TermStatistics | undefined): number {
  let sum = 0;
  for (const [term, count] of profile) sum += (count * rarity(term, statistics)) ** 2;
  return Math.sqrt(sum) || 1;
}

function normalized(sums: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const kept = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, PROFILE_WORDS);
  const length = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return new Map(kept.map(([term, weight]) => [term, weight / length]));
}

function leadersOf(passages: readonly Passage[], analysed: readonly AnalysedPassage[]): Consensus['leaders'] {
  const leaders = new Map<string, { documentId: string; words: ReadonlySet<string> }>();
  passages.forEach(({ documentId }, at) => {
    const words = analysed[at]?.words;
    if (words && leaders.size < LEADERS && !leaders.has(documentId)) leaders.set(documentId, { documentId, words });
  });
  return [...leaders.values()];
}
