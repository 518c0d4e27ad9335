import { z } from 'zod';
import { defineCommand } from '../envelope/define';
import { Actor } from '../shared/actor';
import { AgentSetup } from '../shared/agent-setup';
import { Conversation } from '../shared/conversation';
import { Draft } from '../shared/draft';
import { Evidence } from '../shared/evidence';
import { Policy } from '../shared/policy';
import { StepRef } from '../shared/step';
import { TriageResult } from '../shared/triage-result';
import { Verdict } from '../shared/verdict';
import { CustomerId, DocumentId, Id, Reason, ReasonCode } from '../words/words';

/** As the tenant has set the agent up; absent: as built in. */
const agent = AgentSetup.optional();

export const ClassifyTicket = defineCommand(
  'triage',
  'classify_ticket',
  'Say what a ticket is about.',
  z.object({ step: StepRef, conversation: Conversation, categories: z.array(z.string()).max(200), agent }),
);

export const FindEvidence = defineCommand(
  'research',
  'find_evidence',
  'Find the evidence for an answer, or say that there is none.',
  z.object({ step: StepRef, conversation: Conversation, triage: TriageResult, agent }),
);

export const RememberResolution = defineCommand(
  'research',
  'remember_resolution',
  'Keep an approved answer as long-term memory, without customer data, with its provenance.',
  z.object({
    ticketId: Id,
    decisionId: Id,
    approvedBy: Actor,
    category: z.string(),
    question: z.string().max(32_768),
    answer: Draft,
  }),
);

export const WithdrawResolution = defineCommand(
  'research',
  'withdraw_resolution',
  'Forget an approved answer.',
  z.object({ decisionId: Id, reason: ReasonCode }),
);

export const PublishDocument = defineCommand(
  'research',
  'publish_document',
  'The gateway has put aside what cited the old version: make the new one live.',
  z.object({ documentId: DocumentId, version: z.number().int().positive() }),
);

export const DraftReply = defineCommand(
  'solution',
  'draft_reply',
  'Draft the reply from the evidence, each factual sentence with its citation.',
  z.object({
    step: StepRef,
    conversation: Conversation,
    triage: TriageResult,
    evidence: z.array(Evidence).max(12),
    /** Set in a later round: what to change, and the draft that was not good enough. */
    revision: z.object({ previous: Draft, feedback: z.string().max(8000) }).optional(),
    agent,
  }),
);

export const ReviewDraft = defineCommand(
  'quality',
  'review_draft',
  'Judge a draft against its evidence and the policy.',
  z.object({
    step: StepRef,
    conversation: Conversation,
    triage: TriageResult,
    evidence: z.array(Evidence).max(12),
    draft: Draft,
    policy: Policy,
    agent,
  }),
);

export const HANDOVER_REASONS = [
  'asked_for_person',
  'unclear',
  'no_evidence',
  'not_answered_by_evidence',
  'language_not_supported',
  'low_confidence',
  'autonomy_off',
  'flagged',
  'review_blocked',
  'review_not_passed',
  'approval_expired',
  'taken_over',
  'step_failed',
  'step_timed_out',
  'delivery_unknown',
  'delivery_failed',
  'workflow_broken',
  'not_started',
  'not_solved',
] as const;
export const HandoverReason = z.enum(HANDOVER_REASONS);
export type HandoverReason = z.output<typeof HandoverReason>;

export const PrepareHandover = defineCommand(
  'escalation',
  'prepare_handover',
  'Choose the queue, start the clock and write the package for the person.',
  z.object({
    step: StepRef,
    conversation: Conversation,
    triage: TriageResult.optional(),
    evidence: z.array(Evidence).max(12),
    draft: Draft.optional(),
    verdict: Verdict.optional(),
    purpose: z.enum(['approval', 'handover']),
    reason: ReasonCode,
    reasons: z.array(Reason).max(40),
    /** The queue that the policy names for the category. */
    queue: z.string().max(60).optional(),
    agent,
  }),
);

/** One command of this shape for every service that holds text. */
const forgetCustomer = (
  service: 'gateway' | 'supervisor' | 'triage' | 'research' | 'solution' | 'quality' | 'escalation',
) =>
  defineCommand(
    service,
    'forget_customer',
    'Erase a person from everything that this service holds, and report what was removed.',
    z.object({
      erasureId: Id,
      customerId: CustomerId,
      ticketIds: z.array(Id).max(10_000),
      requestedBy: Actor,
    }),
  );

export const ForgetCustomer = {
  supervisor: forgetCustomer('supervisor'),
  triage: forgetCustomer('triage'),
  research: forgetCustomer('research'),
  solution: forgetCustomer('solution'),
  quality: forgetCustomer('quality'),
  escalation: forgetCustomer('escalation'),
} as const;
