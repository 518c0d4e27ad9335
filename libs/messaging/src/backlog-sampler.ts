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
        inboxOldestMs: inbox.oldest_ms,
        deadOldestMs: inbox.dead_oldest_ms,
        inFlight: inFlight(),
      });
    } catch (error) {
      logger.debug('backlog_not_sampled', { code: codeOf(error), reason: reasonOf(error) });
    }
  }

  private async inbox(): Promise<InboxState> {
    const { database, service } = this.parts;
    const [row] = await database.single.rows<InboxState>(
      `SELECT count(*)::int AS open,
              coalesce(max(age) FILTER (WHERE is_free), 0)::float8 * 1000 AS oldest_ms,
              coalesce((SELECT extract(epoch FROM now() - min(finished_at)) * 1000 FROM ${service}.inbox
                 WHERE status = 'dead'), 0)::float8 AS dead_oldest_ms
       FROM (SELECT extract(epoch FROM now() - not_before) AS age, lease_until IS NULL OR lease_until < now() AS is_free
             FROM ${service}.inbox WHERE status = 'open' AND not_before <= now()
             ORDER BY not_before, position LIMIT $1) AS waiting`,
      [MOST_COUNTED],
    );
    return row ?? { open: 0, oldest_ms: 0, dead_oldest_ms: 0 };
  }
}

interface InboxState {
  readonly open: number;
  readonly oldest_ms: number;
  readonly dead_oldest_ms: number;
}
