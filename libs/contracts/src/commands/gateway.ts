import { z } from 'zod';
import { ERASURES_TOPIC, defineCommand } from '../envelope/define';
import { Actor } from '../shared/actor';
import { Draft } from '../shared/draft';
import { Evidence } from '../shared/evidence';
import { HandoverPackage } from '../shared/handover-package';
import { StepRef } from '../shared/step';
import { TriageResult } from '../shared/triage-result';
import { CheckResult } from '../shared/verdict';
import { CategoryName, CustomerId, DocumentId, Id, Instant, Reason, ReasonCode, Sha256 } from '../words/words';
import { HandoverReason } from './agents';

/** What a person sees beside a draft. */
const Presented = {
  triage: TriageResult.optional(),
  evidence: z.array(Evidence).max(12),
  checks: z.array(CheckResult),
  package: HandoverPackage,
  queue: z.string().max(60),
  dueAt: Instant,
};

export const RISKS = ['low', 'medium', 'high'] as const;
export const Risk = z.enum(RISKS);
export type Risk = z.output<typeof Risk>;

/** What an approval is bound to: any change of these makes another hash. */
export const ApprovalContent = z.object({
  body: z.string(),
  citations: z.array(z.object({ documentId: DocumentId, documentVersion: z.number().int().positive() })),
  policyVersion: z.number().int().nonnegative(),
});

export const OpenApproval = defineCommand(
  'gateway',
  'open_approval',
  'Ask people for a decision on a draft; the approval id is the step id.',
  z.object({
    step: StepRef,
    reason: ReasonCode,
    reasons: z.array(Reason).max(40),
    risk: Risk,
    draft: Draft,
    contentHash: Sha256,
    policyVersion: z.number().int().nonnegative(),
    /** How long it stays open, in milliseconds, counted from the insert by the database's clock. */
    ttlMs: z.number().int().positive(),
    fourEyes: z.boolean(),
    ...Presented,
  }),
);

export const HandOver = defineCommand(
  'gateway',
  'hand_over',
  'Give a ticket to a person, with the draft, the evidence and the reasons.',
  z.object({
    /** Absent when the workflow itself is broken: then the reason stands alone. */
    step: StepRef.optional(),
    ticketId: Id,
    turn: z.number().int().positive(),
    reason: HandoverReason,
    reasons: z.array(Reason).max(40),
    draft: Draft.optional(),
    ...Presented,
    package: HandoverPackage.optional(),
    queue: z.string().max(60).optional(),
    dueAt: Instant.optional(),
  }),
);

export const SendReply = defineCommand(
  'gateway',
  'send_reply',
  'Send a decided reply, once.',
  z.object({
    step: StepRef,
    decisionId: Id,
    /** Set when a person approved it. */
    approvalId: Id.optional(),
    actor: Actor,
    policyVersion: z.number().int().nonnegative(),
    draft: Draft,
    contentHash: Sha256,
    triage: TriageResult.optional(),
  }),
);

export const ExpireApproval = defineCommand(
  'gateway',
  'expire_approval',
  'A timer of the gateway itself: nobody decided in time.',
  z.object({ ticketId: Id, approvalId: Id }),
);

export const ReleaseDecision = defineCommand(
  'gateway',
  'release_decision',
  'A timer of the gateway itself: the time to undo a decision is over.',
  z.object({ ticketId: Id, approvalId: Id, decisionId: Id }),
);

export const CheckTurnStarted = defineCommand(
  'gateway',
  'check_turn_started',
  'A timer of the gateway itself: has the supervisor said anything about this turn?',
  z.object({ ticketId: Id, turn: z.number().int().positive(), attempt: z.number().int().min(1).max(2) }),
);

export const JudgeCategory = defineCommand(
  'gateway',
  'judge_category',
  'A message of the gateway to itself: people judged a reply; does the category open or close?',
  z.object({ category: CategoryName }),
);

export const RerouteHandover = defineCommand(
  'gateway',
  'reroute_handover',
  'A hand-over breached its clock: show it in another queue.',
  z.object({ ticketId: Id, queue: z.string().max(60), dueAt: Instant, breaches: z.number().int().positive() }),
);

export const SupersedeApprovals = defineCommand(
  'gateway',
  'supersede_approvals',
  'A document has a new version: put aside what cites an older one, then let research publish it.',
  z.object({ documentId: DocumentId, version: z.number().int().positive() }),
);

export const RecordErasure = defineCommand(
  'gateway',
  'record_erasure',
  'What one service removed of a person, and what expires when.',
  z.object({
    erasureId: Id,
    customerId: CustomerId,
    service: z.string(),
    removed: z.record(z.string(), z.number().int().nonnegative()),
    expires: z.array(z.object({ store: z.string(), at: Instant })),
  }),
  ERASURES_TOPIC,
);
