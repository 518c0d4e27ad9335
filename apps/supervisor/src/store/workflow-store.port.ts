import type { WorkTransaction } from '@mesh/messaging';
import type { TextChanges } from '../advance/text-changes';
import type { SomeTexts } from '../advance/turn-texts';
import type { Decision } from '../workflow/decide/decision';
import type { TextName } from '../workflow/state/values';
import type { WorkflowState } from '../workflow/state/workflow-state';

/** The transaction in which a workflow is read and written: one tenant. */
export type StoreScope = Pick<WorkTransaction, 'sql' | 'tenantId'>;

/** One transition as it is kept. */
export interface Snapshot {
  readonly version: number;
  /** Wire name of the message that caused it. */
  readonly input: string;
  /** Why it changed nothing, if so. */
  readonly ignored: string | null;
  readonly state: WorkflowState;
  /** ISO 8601, by the database's clock. */
  readonly at: string;
}

export interface HistoryPage {
  /** Only transitions after this version; 0 for all. */
  readonly after: number;
  readonly limit: number;
}

/** Code of what is refused because another tenant has the ticket. */
export const TICKET_OF_ANOTHER_TENANT = 'TICKET_OF_ANOTHER_TENANT';

/** Where workflows, their snapshots and the working texts of open turns are kept. */
export abstract class WorkflowStore {
  /** The state of a ticket's workflow, locked until the transaction ends; undefined before its first turn. */
  abstract lock(scope: StoreScope, ticketId: string): Promise<WorkflowState | undefined>;

  /** Writes the state after a transition and its snapshot. @throws RetryableError `WORKFLOW_CHANGED`, TerminalError `TICKET_OF_ANOTHER_TENANT` */
  abstract save(scope: StoreScope, input: string, decision: Decision): Promise<void>;

  /** The texts that exist of those named. */
  abstract readTexts(scope: StoreScope, ticketId: string, names: readonly TextName[]): Promise<SomeTexts>;

  abstract changeTexts(scope: StoreScope, state: WorkflowState, changes: TextChanges): Promise<void>;

  /** Which of the tickets have working texts or a workflow that may still act, in the order of their ids. */
  abstract openTickets(scope: StoreScope, ticketIds: readonly string[]): Promise<string[]>;

  /** Deletes all working texts of the tickets. Returns how many. */
  abstract deleteTexts(scope: StoreScope, ticketIds: readonly string[]): Promise<number>;

  /** Transitions of a ticket, oldest first. */
  abstract history(scope: StoreScope, ticketId: string, page: HistoryPage): Promise<Snapshot[]>;
}
