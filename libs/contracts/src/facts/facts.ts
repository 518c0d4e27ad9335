import { z } from 'zod';
import { HandoverReason } from '../commands/agents';
import { Risk } from '../commands/gateway';
import { defineFact } from '../envelope/define';
import { Actor } from '../shared/actor';
import { TriageResult } from '../shared/triage-result';
import { CheckResult } from '../shared/verdict';
import { SomeChannel, SomePriority } from '../words/tolerant';
import { DocumentId, ErrorCode, Id, Instant, Reason, ReasonCode, Sha256, TicketStatus } from '../words/words';

/** In every fact: which ticket and turn, the status after it, and who caused it. */
const Common = {
  ticketId: Id,
  turn: z.number().int().positive(),
  status: TicketStatus,
  actor: Actor,
  /** Milliseconds that the work behind the fact took. */
  durationMs: z.number().int().nonnegative().optional(),
  /** Millionths of a US dollar. */
  costMicros: z.number().int().nonnegative().optional(),
};

const CitedDocument = z.object({ documentId: DocumentId, documentVersion: z.number().int().positive() });

const fact = <Shape extends z.ZodRawShape>(name: string, summary: string, shape: Shape) =>
  defineFact(name, summary, z.object({ ...Common, ...shape }));

export const TicketReceived = fact('received', 'A ticket was accepted and its first turn exists.', {
  channel: SomeChannel,
  priority: SomePriority.optional(),
});
export const TicketMessageReceived = fact('message_received', 'The customer wrote again.', { messageId: Id });
export const TicketTriaged = fact('triaged', 'Triage said what the ticket is about.', { triage: TriageResult });
export const TicketResearched = fact('researched', 'Research answered.', {
  evidence: z.array(CitedDocument.extend({ score: z.number() })),
  answerable: z.boolean(),
  confidence: z.number().min(0).max(1),
  reasons: z.array(Reason),
});
export const TicketDrafted = fact('drafted', 'A reply was drafted.', {
  round: z.number().int().nonnegative(),
  contentHash: Sha256,
  cited: z.array(CitedDocument),
});
export const TicketReviewed = fact('reviewed', 'Quality judged a draft.', {
  round: z.number().int().nonnegative(),
  outcome: z.enum(['pass', 'revise', 'block']),
  checks: z.array(CheckResult),
});
export const TicketApprovalRequested = fact('approval_requested', 'People were asked for a decision.', {
  approvalId: Id,
  reason: ReasonCode,
  risk: Risk,
  contentHash: Sha256,
  dueAt: Instant,
  queue: z.string(),
});
export const TicketApprovalDecided = fact('approval_decided', 'A person decided on a draft.', {
  approvalId: Id,
  decisionId: Id,
  decision: z.enum(['approve', 'edit', 'reject', 'take_over']),
  editDistance: z.number().min(0).max(1).optional(),
});
export const TicketApprovalExpired = fact('approval_expired', 'Nobody decided in time.', { approvalId: Id });
export const TicketApprovalSuperseded = fact('approval_superseded', 'What was shown is no longer what would be sent.', {
  approvalId: Id,
  cause: z.enum(['message', 'evidence', 'person']),
});
export const TicketDecided = fact('decided', 'It was decided what happens with the ticket.', {
  decisionId: Id,
  decision: z.enum(['send', 'request_approval', 'hand_over', 'close']),
  policyVersion: z.number().int().nonnegative(),
  reasons: z.array(Reason),
  contentHash: Sha256.optional(),
});
export const TicketTurnSuperseded = fact('turn_superseded', 'Work on an older turn was given up.', {
  supersededTurn: z.number().int().positive(),
  cause: z.enum(['message', 'evidence', 'person']),
});
export const TicketHandedOver = fact('handed_over', 'The ticket is with a person.', {
  reason: HandoverReason,
  reasons: z.array(Reason),
  queue: z.string().optional(),
  dueAt: Instant.optional(),
});
export const TicketAssigned = fact('assigned', 'The ticket was given to a queue or a person.', {
  queue: z.string().optional(),
  user: z.string().optional(),
});
export const TicketReleased = fact('released', 'A person gave the ticket back to the mesh.', {});
export const TicketReplySent = fact('reply_sent', 'A reply went out, once.', {
  decisionId: Id,
  messageId: Id,
  channel: SomeChannel,
  contentHash: Sha256,
  cited: z.array(CitedDocument),
});
export const TicketReplyFailed = fact(
  'reply_failed',
  'A reply did not reach the customer, or nobody knows whether it did.',
  {
    decisionId: Id,
    code: ErrorCode,
  },
);
export const TicketResolved = fact('resolved', 'The ticket counts as solved until somebody says otherwise.', {
  outcome: z.enum(['assumed', 'confirmed', 'by_person']),
});
export const TicketReopened = fact('reopened', 'A resolved ticket needs work again.', {
  cause: z.enum(['message', 'feedback', 'person', 'delivery']),
});
export const TicketFeedbackGiven = fact('feedback_given', 'Somebody said whether it helped.', {
  solved: z.boolean(),
  rating: z.number().int().min(1).max(5).optional(),
});
export const TicketStepFailed = fact('step_failed', 'A step was given up.', {
  stepId: Id.optional(),
  node: z.string(),
  code: ErrorCode,
  attempts: z.number().int().nonnegative(),
});
export const TicketClosed = fact('closed', 'Nothing more will be done.', { reason: ReasonCode });
