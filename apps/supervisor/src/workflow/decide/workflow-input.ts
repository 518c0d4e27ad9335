import type {
  Actor,
  AgentSetups,
  Channel,
  CheckResult,
  Policy,
  Priority,
  Reason,
  StepRef,
  TriageResult,
  WorkDone,
} from '@mesh/contracts';
import type { CitedDocument } from '../state/values';

/** What a turn starts from, the conversation by its hash. */
export interface TurnStart {
  readonly conversation: string;
  readonly channel: Channel;
  readonly priority?: Priority | undefined;
  readonly messages: number;
  readonly omitted: number;
  readonly policy: Policy;
  readonly categories: readonly string[];
  readonly awaitsReply: boolean;
  readonly agents?: AgentSetups | undefined;
}

/** A draft by its hashes: `text` of the whole draft as stored, `contentHash` of what an approval is bound to. */
export interface DraftInput {
  readonly text: string;
  readonly contentHash: string;
  readonly cited: readonly CitedDocument[];
}

/** The answers to step commands without their texts. */
export type StepAnswer =
  | { readonly kind: 'classified'; readonly triage: TriageResult }
  | {
      readonly kind: 'evidence_found';
      readonly text: string;
      readonly evidence: readonly (CitedDocument & { readonly score: number })[];
      readonly answerable: boolean;
      readonly confidence: number;
      readonly reasons: readonly Reason[];
    }
  | ({ readonly kind: 'drafted' } & DraftInput)
  | {
      readonly kind: 'reviewed';
      readonly outcome: 'pass' | 'revise' | 'block';
      readonly checks: CheckResult[];
      readonly feedback: string;
    }
  | { readonly kind: 'handover_prepared'; readonly text: string; readonly queue: string; readonly dueAt: string }
  | { readonly kind: 'approval_opened'; readonly approvalId: string; readonly dueAt: string }
  | { readonly kind: 'handed_over' }
  | { readonly kind: 'reply_sent'; readonly decisionId: string; readonly messageId: string }
  | { readonly kind: 'reply_failed'; readonly decisionId: string; readonly code: string }
  | { readonly kind: 'superseded'; readonly cause: 'turn' | 'evidence' };
export type StepAnswerKind = StepAnswer['kind'];
export type AnswerOf<Kind extends StepAnswerKind> = Extract<StepAnswer, { kind: Kind }>;

export interface StartTurnInput {
  readonly kind: 'start_turn';
  readonly ticketId: string;
  readonly turn: number;
  readonly messageId: string;
  readonly start: TurnStart;
}

export interface CompleteStepInput {
  readonly kind: 'complete_step';
  readonly step: StepRef;
  readonly answer: StepAnswer;
  readonly work: WorkDone;
}

export interface FailStepInput {
  readonly kind: 'fail_step';
  readonly step: StepRef;
  readonly code: string;
  readonly attempts: number;
}

/** What people decided on a draft; `edit` with the new draft, `reject` with the guidance, by hash. */
export type ApprovalDecisionInput =
  | { readonly decision: 'approve' | 'take_over' }
  | { readonly decision: 'edit'; readonly draft: DraftInput | null; readonly editDistance?: number | undefined }
  | { readonly decision: 'reject'; readonly guidance: string };

export type ApprovalOutcome =
  | ({
      readonly outcome: 'decided';
      readonly decisionId: string;
      readonly actor: Actor;
      readonly contentHash: string;
    } & ApprovalDecisionInput)
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'superseded'; readonly cause: 'message' | 'evidence' | 'person' };

export interface RecordApprovalInput {
  readonly kind: 'record_approval';
  readonly ticketId: string;
  readonly turn: number;
  readonly approvalId: string;
  readonly result: ApprovalOutcome;
}

export type PersonAction =
  | {
      readonly kind: 'reply';
      readonly decisionId: string;
      readonly messageId: string;
      readonly contentHash: string;
      readonly resolve: boolean;
    }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'close'; readonly reason: string }
  | { readonly kind: 'assign'; readonly queue?: string | undefined; readonly user?: string | undefined }
  | { readonly kind: 'release'; readonly start: TurnStart }
  | { readonly kind: 'feedback'; readonly solved: boolean; readonly rating?: number | undefined };
export type PersonActionOf<Kind extends PersonAction['kind']> = Extract<PersonAction, { kind: Kind }>;

export interface RecordPersonActionInput {
  readonly kind: 'record_person_action';
  readonly ticketId: string;
  readonly turn: number;
  readonly actor: Actor;
  readonly action: PersonAction;
}

/** A reply that was sent is known, or feared, not to have arrived. */
export interface RecordDeliveryInput {
  readonly kind: 'record_delivery';
  readonly ticketId: string;
  readonly turn: number;
  readonly decisionId: string;
  readonly outcome: 'unknown' | 'failed';
  readonly code: string;
}

export interface WakeInput {
  readonly kind: 'wake';
  readonly ticketId: string;
  readonly turn: number;
  readonly timer:
    | { readonly kind: 'quiet_over' }
    | { readonly kind: 'step_deadline'; readonly stepId: string; readonly attempt: number };
}

export interface ForgetInput {
  readonly kind: 'forget_customer';
  readonly ticketId: string;
  readonly actor: Actor;
}

/** A message of the supervisor that could not be handled. */
export interface BreakInput {
  readonly kind: 'break';
  readonly ticketId: string;
  readonly turn: number;
  readonly code: string;
  readonly attempts: number;
}

/** Everything that moves a workflow. Texts are represented by their hashes. */
export type WorkflowInput =
  | StartTurnInput
  | CompleteStepInput
  | FailStepInput
  | RecordApprovalInput
  | RecordPersonActionInput
  | RecordDeliveryInput
  | WakeInput
  | ForgetInput
  | BreakInput;

export const ticketIdOf = (input: WorkflowInput): string => ('step' in input ? input.step.ticketId : input.ticketId);
