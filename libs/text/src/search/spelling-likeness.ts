import { rarity } from '../answer/question-terms';
import { stem } from '../tokens/stem';
import { byHash, groupsInCommon, letterGroups } from './letter-groups';
import type { TermStatistics } from './lexical-index';

/** How alike a text and each of the others are by the spelling of their rarer words: from 0 to 1, in the order given. */
export function spellingLikeness(text: string, others: readonly string[], statistics?: TermStatistics): number[] {
  const weightOf = (word: string) => rarity(stem(word), statistics);
  const wanted = byHash(letterGroups(text, weightOf));
  return others.map((other) => groupsInCommon(wanted, letterGroups(other, weightOf)));
}
