import type { ServiceName } from '@mesh/contracts';
import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import type { MessagingMetrics } from './messaging-metrics';
import type { OutboxPressure } from './outbox/outbox-pressure';

export interface BacklogParts {
  readonly database: WorkerDatabase;
  readonly service: ServiceName;
  readonly pressure: OutboxPressure;
  readonly metrics: MessagingMetrics;
  readonly logger: Logger;
  /** Messages that this process works on. */
  readonly inFlight: () => number;
}

const EVERY_MS = 5_000;
const MOST_COUNTED = 20_000;

/** Looks at what waits in inbox and outbox, now and then, for the gauges. */
export class BacklogSampler {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: BacklogParts,
    private readonly everyMs = EVERY_MS,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.sample(), this.everyMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Never throws: gauges keep their last value while the database is away. */
  async sample(): Promise<void> {
    const { pressure, metrics, logger, inFlight } = this.parts;
    try {
      const [outbox, inbox] = await Promise.all([pressure.check(), this.inbox()]);
      const ofOutbox = { outboxPending: outbox.pending, outboxOldestMs: outbox.oldestMs };
      metrics.backlogIs({
        ...ofOutbox,
        inboxOpen: inbox.open,
        deadOldestMs: inbox.dead_oldest_ms,
        inFlight: inFlight(),
      });
    } catch (error) {
      logger.debug('backlog_not_sampled', { code: codeOf(error), reason: reasonOf(error) });
    }
  }

  private async inbox(): Promise<{ open: number; dead_oldest_ms: number }> {
    const { database, service } = this.parts;
    const [row] = await database.single.rows<{ open: number; dead_oldest_ms: number }>(
      `SELECT (SELECT count(*) FROM (SELECT 1 FROM ${service}.inbox
                 WHERE status = 'open' AND not_before <= now() LIMIT $1) AS waiting)::int AS open,
              coalesce((SELECT extract(epoch FROM now() - min(finished_at)) * 1000 FROM ${service}.inbox
                 WHERE status = 'dead'), 0)::float8 AS dead_oldest_ms`,
      [MOST_COUNTED],
    );
    return row ?? { open: 0, dead_oldest_ms: 0 };
  }
}
