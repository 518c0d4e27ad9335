import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { CrashPoints } from '../crash-points';
import type { MessagingMetrics } from '../messaging-metrics';
import type { Transport } from '../transport/transport';
import { Loop } from '../work/loop';
import type { PgOutbox } from './pg-outbox';
import type { PgRelayLeadership } from './pg-relay-leadership';

export interface RelayParts {
  readonly outbox: PgOutbox;
  readonly leadership: PgRelayLeadership;
  readonly transport: Transport;
  readonly metrics: MessagingMetrics;
  readonly logger: Logger;
  readonly crash: CrashPoints;
}

/** Publishes what was committed: in order, at least once, by one leader per service. */
export class Relay {
  private readonly loop: Loop;

  constructor(
    private readonly parts: RelayParts,
    private readonly limits: { readonly batchSize: number; readonly pollMs: number },
  ) {
    this.loop = new Loop(
      () => this.publish(),
      limits.pollMs,
      (error) => {
        parts.logger.warn('outbox_not_published', { code: codeOf(error), reason: reasonOf(error) });
      },
    );
  }

  start(): void {
    this.loop.start();
  }

  poke(): void {
    this.loop.poke();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    this.parts.leadership.resign();
  }

  private async publish(): Promise<boolean> {
    if (!(await this.parts.leadership.holds())) return false;
    const batch = await this.parts.outbox.unsent(this.limits.batchSize);
    if (batch.length === 0) return false;
    await this.parts.transport.publish(batch);
    this.parts.crash.passing('after_relay_send_before_mark');
    await this.parts.outbox.markSent(batch.map(({ position }) => position));
    this.parts.metrics.publishedBatch(batch.length);
    return batch.length === this.limits.batchSize;
  }
}
