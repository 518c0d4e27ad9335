import type { Actor, Channel, HandoverReason, Priority, Reason, Risk, Verdict } from '@mesh/contracts';
import type { NodeName } from '../graph/nodes';

/** The working texts of an open turn. State and commands refer to them by hash; they lie in a table of their own. */
export type TextName = 'conversation' | 'evidence' | 'draft' | 'feedback' | 'package';
export type TextRefs = { readonly [Name in TextName]?: string };

/** Where the workflow stands. `stepId` is set where an answer or a timer is awaited. */
export interface Position {
  readonly node: NodeName;
  readonly round: number;
  readonly attempt: 1 | 2;
  readonly stepId: string | null;
}

export interface CitedDocument {
  readonly documentId: string;
  readonly documentVersion: number;
}

export interface FoundRef {
  readonly evidence: readonly (CitedDocument & { readonly score: number })[];
  readonly answerable: boolean;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

/** A draft without its words. */
export interface DraftRef {
  readonly contentHash: string;
  readonly cited: readonly CitedDocument[];
  readonly round: number;
}

export type VerdictRef = Pick<Verdict, 'outcome' | 'checks'>;

/** Why a person is needed: to decide on a draft, or to take the ticket. */
export type Intent =
  | { readonly purpose: 'approval'; readonly reason: string; readonly reasons: readonly Reason[]; readonly risk: Risk }
  | { readonly purpose: 'handover'; readonly reason: HandoverReason; readonly reasons: readonly Reason[] };

export interface HandoverRef {
  readonly queue: string;
  readonly dueAt: string;
}

export interface ApprovalRef {
  readonly approvalId: string;
  readonly contentHash: string;
}

/** What the send node executes. */
export interface SendOrder {
  readonly decisionId: string;
  readonly actor: Actor;
  readonly approvalId?: string | undefined;
}

/** A send that was ordered, and what is known of it. */
export interface SendRecord {
  readonly decisionId: string;
  readonly turn: number;
  readonly outcome: 'ordered' | 'sent' | 'superseded' | 'unknown' | 'failed';
  readonly actor: Actor;
  readonly contentHash: string;
  readonly cited: readonly CitedDocument[];
}

export interface DecisionRecord {
  readonly decisionId: string;
  readonly turn: number;
  readonly decision: 'send' | 'request_approval' | 'hand_over' | 'close';
  readonly policyVersion: number;
  readonly by: Actor['kind'];
}

export interface FailureRecord {
  readonly turn: number;
  readonly node: string;
  readonly code: string;
  readonly attempts: number;
}

/** Labels of the conversation, never its words. */
export interface TurnContext {
  readonly channel?: Channel;
  readonly priority?: Priority;
  readonly messages?: number;
  readonly omitted?: number;
  readonly messageId?: string;
}
