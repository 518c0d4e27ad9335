import { type Priority, type Reason, TRIAGE_FLAGS, type TriageResult, UNKNOWN_CATEGORY } from '@mesh/contracts';
import { z } from 'zod';

/** What a model is asked to say about a ticket. */
export const ModelClassification = z.strictObject({
  category: z.string().max(60),
  confidence: z.number().min(0).max(1),
  priority: z.enum(['low', 'normal', 'high', 'urgent']),
  sentiment: z.enum(['negative', 'neutral', 'positive']),
  language: z.string().regex(/^[a-z]{2,3}$/),
  flags: z.array(z.enum(TRIAGE_FLAGS)).max(TRIAGE_FLAGS.length),
});
export type ModelClassification = z.output<typeof ModelClassification>;

const UNDETERMINED = 'und';
const MAX_REASONS = 40;
const round = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * The model's opinion, held against what was found without it: flags are never taken away, a language that was
 * recognised stays, what the submitter asked for stays unless it cannot wait, and where the two disagree about the
 * category the certainty of the one counts against the other.
 */
export function mergeClassification(
  said: ModelClassification,
  local: TriageResult,
  { offered, asked }: { readonly offered: readonly string[]; readonly asked?: Priority | undefined },
): TriageResult {
  const category = offered.includes(said.category) ? said.category : UNKNOWN_CATEGORY;
  const confidence = round(confidenceOf(category, said.confidence, local));
  const added = said.flags.filter((flag) => !local.flags.includes(flag));
  const reasons: Reason[] = [
    { code: category === UNKNOWN_CATEGORY ? 'category_unknown_to_model' : 'category_by_model', value: confidence },
    ...(category === local.category ? [{ code: 'category_agrees_locally', value: local.confidence }] : []),
    ...added.map((flag) => ({ code: `${flag}_by_model` })),
    ...local.reasons.filter(({ code }) => !code.startsWith('category_')),
  ];
  return {
    category,
    confidence,
    priority: priorityOf(said.priority, local.priority, asked),
    sentiment: said.sentiment,
    language: local.language === UNDETERMINED ? said.language : local.language,
    flags: [...local.flags, ...new Set(added)],
    reasons: reasons.slice(0, MAX_REASONS),
  };
}

function confidenceOf(category: string, said: number, local: TriageResult): number {
  if (category === local.category) return Math.max(said, local.confidence);
  return local.category === UNKNOWN_CATEGORY ? said : Math.min(said, 1 - local.confidence / 2);
}

const priorityOf = (said: Priority, local: Priority, asked: Priority | undefined): Priority => {
  if (local === 'urgent' || said === 'urgent') return 'urgent';
  return asked ?? said;
};
