import { Injectable } from '@nestjs/common';
import { type StreamScope, type TicketChange, TicketStream } from './ticket-stream.port';

/** Readers of the whole tenant stand under this; no ticket has such an id. */
const EVERY_TICKET = '*';

type Readers = Map<string, Set<() => void>>;

/** Within this process: enough for one gateway alone. */
@Injectable()
export class LocalTicketStream extends TicketStream {
  private readonly tenants = new Map<string, Readers>();

  announce({ tenantId, ticketId }: TicketChange): void {
    const readers = this.tenants.get(tenantId);
    for (const key of [ticketId, EVERY_TICKET]) for (const wake of readers?.get(key) ?? []) wake();
  }

  subscribe({ tenantId, ticketId = EVERY_TICKET }: StreamScope, wake: () => void): () => void {
    const readers = this.tenants.get(tenantId) ?? new Map<string, Set<() => void>>();
    const ofTicket = readers.get(ticketId) ?? new Set<() => void>();
    this.tenants.set(tenantId, readers.set(ticketId, ofTicket.add(wake)));
    return () => {
      ofTicket.delete(wake);
      if (ofTicket.size === 0 && readers.get(ticketId) === ofTicket) readers.delete(ticketId);
      if (readers.size === 0 && this.tenants.get(tenantId) === readers) this.tenants.delete(tenantId);
    };
  }

  /** Those of whose tenants somebody listens. */
  listening(): string[] {
    return [...this.tenants.keys()];
  }

  /** Wakes every reader of a tenant: something may have happened that nobody told. */
  wakeAll(tenantId: string): void {
    for (const readers of this.tenants.get(tenantId)?.values() ?? []) for (const wake of readers) wake();
  }
}
