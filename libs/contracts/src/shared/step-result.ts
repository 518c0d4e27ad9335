import { z } from 'zod';
import { ErrorCode, Id, Instant } from '../words/words';
import { Draft } from './draft';
import { EvidenceFound } from './evidence';
import { HandoverPackage } from './handover-package';
import { TriageResult } from './triage-result';
import { Verdict } from './verdict';

/** The answer to a step command, one kind per node of the workflow. */
export const StepResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('classified'), triage: TriageResult }),
  z.object({ kind: z.literal('evidence_found'), found: EvidenceFound }),
  z.object({ kind: z.literal('drafted'), draft: Draft }),
  z.object({ kind: z.literal('reviewed'), verdict: Verdict }),
  z.object({
    kind: z.literal('handover_prepared'),
    queue: z.string().max(60),
    dueAt: Instant,
    package: HandoverPackage,
  }),
  z.object({ kind: z.literal('approval_opened'), approvalId: Id, dueAt: Instant }),
  z.object({ kind: z.literal('handed_over') }),
  z.object({ kind: z.literal('reply_sent'), decisionId: Id, messageId: Id }),
  /** The reply may or may not have reached the customer: a person must look. */
  z.object({ kind: z.literal('reply_failed'), decisionId: Id, code: ErrorCode }),
  /** Nothing was done: the turn is no longer current, or the evidence was replaced. */
  z.object({ kind: z.literal('superseded'), cause: z.enum(['turn', 'evidence']) }),
]);
export type StepResult = z.output<typeof StepResult>;
export type StepResultKind = StepResult['kind'];
