import { Injectable } from '@nestjs/common';
import { type StreamScope, TicketStream } from './ticket-stream.port';

const keyOf = ({ tenantId, ticketId }: StreamScope): string => `${tenantId}/${ticketId ?? '*'}`;

/** Within this process. A reader on another replica finds out with its next heartbeat. */
@Injectable()
export class LocalTicketStream extends TicketStream {
  private readonly readers = new Map<string, Set<() => void>>();

  announce(change: Required<StreamScope>): void {
    for (const scope of [change, { tenantId: change.tenantId }]) {
      for (const wake of this.readers.get(keyOf(scope)) ?? []) wake();
    }
  }

  subscribe(scope: StreamScope, wake: () => void): () => void {
    const key = keyOf(scope);
    const readers = this.readers.get(key) ?? new Set();
    this.readers.set(key, readers.add(wake));
    return () => {
      readers.delete(wake);
      if (readers.size === 0) this.readers.delete(key);
    };
  }
}
