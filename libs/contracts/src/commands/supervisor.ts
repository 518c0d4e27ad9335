import { z } from 'zod';
import { defineCommand } from '../envelope/define';
import { Actor, WorkDone } from '../shared/actor';
import { AgentSetups } from '../shared/agent-setup';
import { Conversation } from '../shared/conversation';
import { Policy } from '../shared/policy';
import { StepRef } from '../shared/step';
import { StepResult } from '../shared/step-result';
import { ErrorCode, Id, ReasonCode, Sha256 } from '../words/words';

/** A category of the tenant with what triage needs to recognise it. */
export const CategoryDefinition = z.object({
  name: z.string(),
  description: z.string().default(''),
  examples: z.array(z.string()).default([]),
});
export type CategoryDefinition = z.output<typeof CategoryDefinition>;

/** Everything a turn starts from; policy, categories and agents are pinned here. */
export const TurnInput = z.object({
  conversation: Conversation,
  policy: Policy,
  /** Names only; triage owns the trained model. */
  categories: z.array(z.string()).max(200),
  /** False when the newest message of the thread is not the customer's. */
  awaitsReply: z.boolean(),
  /** Absent: all agents as built in. */
  agents: AgentSetups.optional(),
});
export type TurnInput = z.output<typeof TurnInput>;

export const StartTurn = defineCommand(
  'supervisor',
  'start_turn',
  'A customer wrote: begin a turn, after the quiet time unless it is the first.',
  z.object({
    ticketId: Id,
    turn: z.number().int().positive(),
    cause: z.enum(['created', 'message']),
    /** The message that opened the turn. */
    messageId: Id,
    input: TurnInput,
  }),
);

export const CompleteStep = defineCommand(
  'supervisor',
  'complete_step',
  'The answer to a step command.',
  z.object({ step: StepRef, result: StepResult, work: WorkDone }),
);

export const FailStep = defineCommand(
  'supervisor',
  'fail_step',
  'A step was given up; the ticket goes to a person.',
  z.object({ step: StepRef, code: ErrorCode, attempts: z.number().int().nonnegative() }),
);

export const RecordApproval = defineCommand(
  'supervisor',
  'record_approval',
  'What became of a request for a human decision.',
  z.discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('decided'),
      ticketId: Id,
      turn: z.number().int().positive(),
      approvalId: Id,
      decisionId: Id,
      decision: z.enum(['approve', 'edit', 'reject', 'take_over']),
      actor: Actor,
      /** Of the text that was decided on. */
      contentHash: Sha256,
      /** With `edit`: the text to send. */
      reply: z.string().min(1).max(20_000).optional(),
      /** With `reject`: guidance for the next draft. */
      guidance: z.string().max(4000).optional(),
      /** With `edit`: characters changed, as a share of the longer text. */
      editDistance: z.number().min(0).max(1).optional(),
    }),
    z.object({
      outcome: z.literal('expired'),
      ticketId: Id,
      turn: z.number().int().positive(),
      approvalId: Id,
    }),
    z.object({
      outcome: z.literal('superseded'),
      ticketId: Id,
      turn: z.number().int().positive(),
      approvalId: Id,
      cause: z.enum(['message', 'evidence', 'person']),
    }),
  ]),
);

export const RecordPersonAction = defineCommand(
  'supervisor',
  'record_person_action',
  'A person acted on a ticket; the gateway has already made it so.',
  z.object({
    ticketId: Id,
    /** The turn as raised by this act; unchanged by feedback. */
    turn: z.number().int().positive(),
    actor: Actor,
    action: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('reply'),
        decisionId: Id,
        messageId: Id,
        contentHash: Sha256,
        resolve: z.boolean(),
      }),
      z.object({ kind: z.literal('resolve') }),
      z.object({ kind: z.literal('close'), reason: ReasonCode }),
      z.object({
        kind: z.literal('assign'),
        queue: z.string().max(60).optional(),
        user: z.string().max(120).optional(),
      }),
      z.object({ kind: z.literal('release'), input: TurnInput }),
      z.object({
        kind: z.literal('feedback'),
        solved: z.boolean(),
        rating: z.number().int().min(1).max(5).optional(),
      }),
    ]),
  }),
);

export const RecordDelivery = defineCommand(
  'supervisor',
  'record_delivery',
  'A reply that was sent has not reached its customer, or nobody knows: a person must look.',
  z.object({
    ticketId: Id,
    /** The turn in which it was sent. */
    turn: z.number().int().positive(),
    decisionId: Id,
    outcome: z.enum(['unknown', 'failed']),
    code: ErrorCode,
  }),
);

export const Wake = defineCommand(
  'supervisor',
  'wake',
  'A timer of the supervisor itself: quiet time over, or a step missed its deadline.',
  z.object({
    ticketId: Id,
    turn: z.number().int().positive(),
    timer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('quiet_over') }),
      z.object({ kind: z.literal('step_deadline'), stepId: Id, attempt: z.number().int().min(1).max(2) }),
    ]),
  }),
);
