import type { StoredPassage } from '@mesh/memory';
import type { ResolutionRow } from '../resolutions/pg-resolutions';
import type { RankedPassage } from '../search-knowledge/ranked-passage';

/** A past answer with the passages that lie under the spans it cites. */
export interface CitingAnswer {
  readonly row: Pick<ResolutionRow, 'id' | 'ticketId' | 'question'>;
  readonly passages: readonly StoredPassage[];
}

/**
 * Puts in the place of every past answer the passages that it cites, each passage once, at its best place. One that was
 * found by itself too keeps that place if it is better; the past answer is named all the same.
 * @param answers by the id of the document that the answer is kept as
 */
export function throughDocuments(
  ranked: readonly RankedPassage[],
  answers: ReadonlyMap<string, CitingAnswer>,
): RankedPassage[] {
  const chosen = new Map<string, RankedPassage>();
  for (const one of ranked.flatMap((candidate) => standIns(candidate, answers))) {
    const before = chosen.get(one.passage.id);
    const via = before?.via ?? one.via;
    chosen.set(one.passage.id, { ...(before ?? one), ...(via && { via }) });
  }
  return [...chosen.values()];
}

function standIns(candidate: RankedPassage, answers: ReadonlyMap<string, CitingAnswer>): readonly RankedPassage[] {
  if (candidate.passage.kind !== 'resolution') return [candidate];
  const answer = answers.get(candidate.passage.documentId);
  if (!answer) return [];
  const { id: decisionId, ticketId, question } = answer.row;
  return answer.passages.map((passage) => ({
    passage,
    score: candidate.score,
    via: { decisionId, ticketId, question },
  }));
}
