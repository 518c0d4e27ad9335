import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { CrashPoints } from '../crash-points';
import type { MessagingMetrics } from '../messaging-metrics';
import type { Transport } from '../transport/transport';
import { MessageRefused } from '../transport/message-refused';
import { Loop } from '../work/loop';
import type { PgOutbox, Unsent } from './pg-outbox';
import type { PgRelayLeadership } from './pg-relay-leadership';
import type { RefusedMessages } from './refused-messages';

export interface RelayParts {
  readonly outbox: PgOutbox;
  readonly leadership: PgRelayLeadership;
  readonly transport: Transport;
  readonly refusals: RefusedMessages;
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

  /** Whether this process is the one that publishes. */
  get leads(): boolean {
    return this.parts.leadership.held;
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
    if (await this.refused(batch)) return true;
    this.parts.crash.passing('after_relay_send_before_mark');
    await this.parts.outbox.markSent(batch.map(({ position }) => position));
    this.parts.metrics.publishedBatch(batch.length);
    return batch.length === this.limits.batchSize;
  }

  /** True when one of them had to be taken out of the way: the others are to be published without it. */
  private async refused(batch: readonly Unsent[]): Promise<boolean> {
    try {
      await this.parts.transport.publish(batch);
      return false;
    } catch (error) {
      const row = error instanceof MessageRefused && batch.find(({ message }) => message.id === error.messageId);
      if (!row) throw error;
      await this.setAside(row, error);
      return true;
    }
  }

  private async setAside(row: Unsent, refusal: MessageRefused): Promise<void> {
    if (!(await this.parts.refusals.setAside(row, refusal))) return;
    const { code, bytes } = refusal;
    this.parts.metrics.buried(code);
    this.parts.logger.error('outbox_message_refused', { message_type: row.message.type, code, bytes });
  }
}
