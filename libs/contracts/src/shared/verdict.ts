import { z } from 'zod';
import { ReasonCode } from '../words/words';

export const CHECKS = ['support', 'figures', 'policy', 'promises', 'tone', 'language', 'pii', 'injection'] as const;

/** The result of one check of the review. */
export const CheckResult = z.object({
  check: z.enum(CHECKS),
  outcome: z.enum(['pass', 'revise', 'block']),
  code: ReasonCode.optional(),
});
export type CheckResult = z.output<typeof CheckResult>;

/** The judgement of quality: the worst outcome of all checks. */
export const Verdict = z.object({
  outcome: z.enum(['pass', 'revise', 'block']),
  checks: z.array(CheckResult).min(1),
  /** What the drafter should change; only with `revise`. Travels in commands alone. */
  feedback: z.string().max(4000).optional(),
});
export type Verdict = z.output<typeof Verdict>;
