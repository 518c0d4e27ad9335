/** What a reader wants to hear of: one ticket, or everything of a tenant. */
export interface StreamScope {
  readonly tenantId: string;
  readonly ticketId?: string | undefined;
}

/** Something was committed on this ticket. */
export interface TicketChange {
  readonly tenantId: string;
  readonly ticketId: string;
}

/**
 * Tells readers that something was committed. It carries no content and may ring once too often: a reader goes on from
 * where it is by reading the timeline, so nothing is lost, doubled or out of order. A bell that is not heard only delays.
 */
export abstract class TicketStream {
  /** Call it after the commit. Never waits and never throws. */
  abstract announce(change: TicketChange): void;
  /** Calls `wake` after each announcement in scope. Returns the way to leave. */
  abstract subscribe(scope: StreamScope, wake: () => void): () => void;
}
