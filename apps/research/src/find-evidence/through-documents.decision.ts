import type { StoredPassage } from '@mesh/memory';
import type { ResolutionRow } from '../resolutions/pg-resolutions';
import type { RankedPassage } from '../search-knowledge/ranked-passage';

/** A past answer with the passages that lie under the spans it cites. */
export interface CitingAnswer {
  readonly row: Pick<ResolutionRow, 'id' | 'ticketId' | 'question'>;
  readonly passages: readonly StoredPassage[];
}

/** What only a past answer leads to comes behind what fits the question itself as well. */
const OF_ITS_PLACE = 0.5;

/**
 * The passages behind past answers instead of the answers: one that was found by itself keeps its place, which earlier
 * use has raised already, and names the past answer; another one comes further behind. Each passage once, best first.
 * @param answers by the id of the document that the answer is kept as
 */
export function throughDocuments(
  ranked: readonly RankedPassage[],
  answers: ReadonlyMap<string, CitingAnswer>,
): RankedPassage[] {
  const chosen = new Map(ranked.filter(isKnowledge).map((one) => [one.passage.id, one]));
  for (const one of ranked.flatMap((candidate) => standIns(candidate, answers))) {
    const before = chosen.get(one.passage.id);
    const via = before?.via ?? one.via;
    chosen.set(one.passage.id, { ...(before ?? one), ...(via && { via }) });
  }
  return [...chosen.values()].sort((left, right) => right.score - left.score);
}

const isKnowledge = ({ passage }: RankedPassage): boolean => passage.kind !== 'resolution';

function standIns({ passage: found, score }: RankedPassage, answers: ReadonlyMap<string, CitingAnswer>) {
  const answer = found.kind === 'resolution' ? answers.get(found.documentId) : undefined;
  if (!answer) return [];
  const { id: decisionId, ticketId, question } = answer.row;
  const via = { decisionId, ticketId, question };
  return answer.passages.map((passage): RankedPassage => ({ passage, score: score * OF_ITS_PLACE, via }));
}
