import type { MessageDraft } from '@mesh/contracts';
import type { Sql } from '@mesh/persistence';

/** When a timer rings, counted by the database's clock from this transaction. */
export interface TimerOptions {
  /** Derived id: setting the same timer again moves it, or winds it up once more after it has rung. */
  readonly id: string;
  readonly afterMs: number;
}

/** One transaction: its SQL sees a single tenant; what it sends leaves only when it commits. */
export interface WorkTransaction {
  readonly tenantId: string;
  readonly sql: Sql;
  /** Adds a message to the outbox. Returns its id. */
  send(draft: MessageDraft): string;
  /** Puts a row addressed to this service into its own inbox. */
  setTimer(draft: MessageDraft, options: TimerOptions): void;
  /** Takes back a timer that has not rung; one that has is left alone. */
  cancelTimer(id: string): void;
  /** Runs after the commit, in this process only and never after a rollback: for wake-ups, not for effects that must happen. */
  afterCommit(hook: () => void): void;
}
