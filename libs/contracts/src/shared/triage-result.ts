import { z } from 'zod';
import { SomeCategory, SomePriority, SomeSentiment } from '../words/tolerant';
import { Reason, TriageFlag } from '../words/words';

/** What a ticket is about. Below its own certainty the category is `unknown`. */
export const TriageResult = z.object({
  category: SomeCategory,
  priority: SomePriority,
  sentiment: SomeSentiment,
  /** ISO 639-1, or `und` when it cannot be told. */
  language: z.string().regex(/^[a-z]{2,3}$/),
  /** Calibrated probability that the category is right. */
  confidence: z.number().min(0).max(1),
  flags: z.array(TriageFlag),
  reasons: z.array(Reason).max(40),
});
export type TriageResult = z.output<typeof TriageResult>;
