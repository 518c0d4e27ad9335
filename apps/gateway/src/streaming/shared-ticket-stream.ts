import { newId } from '@mesh/kernel';
import type { SessionStore } from '@mesh/memory';
import { METRICS, type Metrics } from '@mesh/observability';
import type { OnModuleDestroy } from '@nestjs/common';
import { LocalTicketStream } from './local-ticket-stream';
import { TenantTopics } from './tenant-topics';
import { type StreamScope, type TicketChange, TicketStream } from './ticket-stream.port';

/** Beyond these a reader waits for the next change, or for the look that comes with its heartbeat. */
const MOST_UNTOLD = 10_000;

/**
 * Across all replicas, by the topics of the session tier. While those are not heard, every reader looks by itself every
 * `pollMs`, and once more when they are heard again: a lost signal delays, nothing else.
 */
export class SharedTicketStream extends TicketStream implements OnModuleDestroy {
  private readonly local = new LocalTicketStream();
  private readonly topics: TenantTopics;
  private readonly origin = newId();
  private readonly untold = new Map<string, TicketChange>();
  private readonly signals;
  private readonly polling: NodeJS.Timeout;
  private interruptions: number;

  constructor(
    private readonly sessions: SessionStore,
    pollMs: number,
    metrics: Metrics,
  ) {
    super();
    this.signals = metrics.counter(METRICS.streamSignals, 'Signals to the readers of other replicas', ['result']);
    this.topics = new TenantTopics(sessions, (tenantId, message) => this.hear(tenantId, message));
    this.interruptions = sessions.hearing().interruptions;
    this.polling = setInterval(() => this.look(), pollMs).unref();
  }

  announce(change: TicketChange): void {
    this.local.announce(change);
    void this.tell(change);
  }

  subscribe(scope: StreamScope, wake: () => void): () => void {
    const leave = this.local.subscribe(scope, wake);
    void this.join(scope.tenantId);
    return leave;
  }

  onModuleDestroy(): void {
    clearInterval(this.polling);
  }

  /** Never rejects. The others may hear again before this process can speak: what was not told is told later. */
  private async tell(change: TicketChange): Promise<void> {
    const key = `${change.tenantId} ${change.ticketId}`;
    try {
      await this.topics.publish(change.tenantId, `${this.origin} ${change.ticketId}`);
      this.untold.delete(key);
      this.signals.inc({ result: 'sent' });
    } catch {
      if (!this.untold.has(key)) this.signals.inc({ result: 'lost' });
      if (this.untold.size < MOST_UNTOLD) this.untold.set(key, change);
    }
  }

  private hear(tenantId: string, message: string): void {
    const [origin, ticketId] = message.split(' ');
    if (ticketId !== undefined && origin !== this.origin) this.local.announce({ tenantId, ticketId });
  }

  /** Between the first look of a reader and the topic's answer something may have happened. */
  private async join(tenantId: string): Promise<void> {
    if (await this.topics.join(tenantId)) this.local.wakeAll(tenantId);
  }

  private look(): void {
    const { up, interruptions } = this.sessions.hearing();
    const missed = !up || interruptions !== this.interruptions;
    this.interruptions = interruptions;
    const tenantIds = this.local.listening();
    for (const tenantId of tenantIds) {
      if (missed || !this.topics.hears(tenantId)) this.local.wakeAll(tenantId);
      void this.join(tenantId);
    }
    void this.topics.keep(tenantIds);
    if (up) for (const change of this.untold.values()) void this.tell(change);
  }
}
