import type { StoredPassage } from '@mesh/memory';
import type { RankedPassage } from '../search-knowledge/ranked-passage';

export const MOST_EVIDENCE = 12;
const MOST_OF_A_DOCUMENT = 3;
/** Places kept for the passages before and after the best one: steps often go on there. */
const FOR_NEIGHBOURS = 2;

/** The passages that become evidence, best first: a few per document, so that no long article crowds out the others. */
export function chooseEvidence(ranked: readonly RankedPassage[], best: readonly StoredPassage[]): RankedPassage[] {
  const chosen: RankedPassage[] = [];
  for (const candidate of ranked) {
    if (chosen.length >= MOST_EVIDENCE - FOR_NEIGHBOURS) break;
    if (countOf(chosen, candidate) < MOST_OF_A_DOCUMENT) chosen.push(candidate);
  }
  return withNeighbours(chosen, ranked, best).slice(0, MOST_EVIDENCE);
}

/** @param siblings every passage of the best document, in order */
function withNeighbours(
  chosen: readonly RankedPassage[],
  ranked: readonly RankedPassage[],
  siblings: readonly StoredPassage[],
): RankedPassage[] {
  const first = chosen[0];
  if (!first) return [];
  const taken = new Set(chosen.map(({ passage }) => passage.id));
  const scores = new Map(ranked.map(({ passage, score }) => [passage.id, score]));
  const lowest = chosen.at(-1)?.score ?? 0;
  const added = siblings
    .filter((passage) => Math.abs(passage.ordinal - first.passage.ordinal) === 1 && !taken.has(passage.id))
    .map((passage) => ({ passage, score: Math.min(scores.get(passage.id) ?? lowest, lowest) }))
    .sort((left, right) => right.score - left.score);
  return [...chosen, ...added];
}

const countOf = (chosen: readonly RankedPassage[], { passage }: RankedPassage): number =>
  chosen.filter((other) => other.passage.documentId === passage.documentId).length;
