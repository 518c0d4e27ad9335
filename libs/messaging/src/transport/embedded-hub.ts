import type { ServiceName } from '@mesh/contracts';
import type { Received } from '../inbox/receiver';
import type { ReceivingEnd } from './transport';

const hubs = new WeakMap<object, EmbeddedHub>();

/** Tells the services of one process that rows have arrived for them. Rows survive without it; it only saves the wait. */
export class EmbeddedHub {
  private readonly ends = new Map<ServiceName, Set<ReceivingEnd>>();

  /** The hub of everybody who shares the same connections. */
  static of(connections: object): EmbeddedHub {
    const hub = hubs.get(connections) ?? new EmbeddedHub();
    hubs.set(connections, hub);
    return hub;
  }

  join(service: ServiceName, end: ReceivingEnd): void {
    const ends = this.ends.get(service) ?? new Set();
    this.ends.set(service, ends.add(end));
  }

  leave(service: ServiceName, end: ReceivingEnd): void {
    this.ends.get(service)?.delete(end);
  }

  arrived(service: ServiceName, batch: Received): void {
    for (const end of this.ends.get(service) ?? []) end.received(batch);
  }
}
