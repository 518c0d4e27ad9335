import { RetryableError, unique } from '@mesh/kernel';
import type { EvidenceAssessment } from '@mesh/text';
import { z } from 'zod';
import type { RankedPassage } from '../search-knowledge/ranked-passage';
import type { Judgement } from './found-evidence';

/** What a model is asked to say about the passages of a search. */
export const ModelEvidence = z.strictObject({
  /** The passages to keep, best first. */
  evidenceIds: z.array(z.string().max(120)).max(12),
  answerable: z.boolean(),
  /** That `answerable` is right. */
  confidence: z.number().min(0).max(1),
  /** What to search for besides. */
  searches: z.array(z.string().max(300)).max(3),
});
export type ModelEvidence = z.output<typeof ModelEvidence>;

/** Everything that was found, what the model keeps first, with the scores in falling order. */
export interface InOrder {
  readonly kept: readonly RankedPassage[];
  readonly all: readonly RankedPassage[];
}

/** @throws RetryableError `EVIDENCE_NOT_RETRIEVED` when the model names a passage that it was not shown */
export function inOrderOf({ evidenceIds }: ModelEvidence, found: readonly RankedPassage[]): InOrder {
  const shown = new Map(found.map((one) => [one.passage.id, one]));
  const kept = new Set(unique(evidenceIds).map((id) => shown.get(id) ?? notRetrieved(id)));
  const scores = found.map(({ score }) => score).sort((left, right) => right - left);
  const all = [...kept, ...found.filter((one) => !kept.has(one))].map((one, at) => ({
    ...one,
    score: scores[at] ?? 0,
  }));
  return { kept: all.slice(0, kept.size), all };
}

function notRetrieved(evidenceId: string): never {
  throw new RetryableError('EVIDENCE_NOT_RETRIEVED', 'the model keeps a passage that it was not shown', { evidenceId });
}

/** Both lists as one, best first. */
export function together(first: readonly RankedPassage[], more: readonly RankedPassage[]): RankedPassage[] {
  const byId = new Map([...more, ...first].map((one) => [one.passage.id, one]));
  return [...byId.values()].sort((left, right) => right.score - left.score);
}

/** The model can take an answer away, and cannot make one of what does not fit by itself. */
export function agreementOf(said: ModelEvidence, judged: EvidenceAssessment): Judgement {
  const saysYes = said.answerable && said.evidenceIds.length > 0;
  const doubt = Math.round((1 - said.confidence) * 1000) / 1000;
  return {
    answerable: saysYes && judged.answerable,
    confidence: saysYes ? judged.confidence : Math.min(judged.confidence, doubt),
    reasons: [saysYes ? 'answer_by_model' : 'no_answer_by_model', ...judged.reasons].map((code) => ({ code })),
  };
}
