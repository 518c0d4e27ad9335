import { METRICS, type Metrics } from '@mesh/observability';
import type { ConnectionObserver, PoolCounts } from './connection-observer';

const EVERY_MS = 1_000;

/** The pool of one role under the names of OpenTelemetry. Services that share a pool show the same counts. */
export class PoolMetrics implements ConnectionObserver {
  private timer: NodeJS.Timeout | undefined;
  private readonly count;
  private readonly max;
  private readonly pending;
  private readonly timeouts;
  private readonly wait;
  private readonly repeats;

  constructor(
    metrics: Metrics,
    private readonly pool: 'api' | 'worker',
  ) {
    this.count = metrics.gauge(METRICS.dbConnections, 'Connections of a pool', ['pool', 'state']);
    this.max = metrics.gauge(METRICS.dbConnectionsMax, 'Most connections that a pool opens', ['pool']);
    this.pending = metrics.gauge(METRICS.dbConnectionsPending, 'Work that waits for a connection', ['pool']);
    this.timeouts = metrics.counter(METRICS.dbConnectionTimeouts, 'Work that waited in vain', ['pool']);
    this.wait = metrics.histogram(METRICS.dbConnectionWait, 'Time until a connection was given out', ['pool']);
    this.repeats = metrics.counter(METRICS.dbTransactionRetries, 'Transactions run again after a conflict', ['pool']);
    this.timeouts.inc({ pool }, 0);
    this.repeats.inc({ pool }, 0);
  }

  opened(counts: PoolCounts): void {
    this.sample(counts);
    this.timer = setInterval(() => this.sample(counts), EVERY_MS).unref();
  }

  closed(): void {
    clearInterval(this.timer);
  }

  waited(seconds: number): void {
    this.wait.observe({ pool: this.pool }, seconds);
  }

  timedOut(): void {
    this.timeouts.inc({ pool: this.pool });
  }

  repeated(): void {
    this.repeats.inc({ pool: this.pool });
  }

  private sample({ totalCount, idleCount, waitingCount, options }: PoolCounts): void {
    const { pool } = this;
    this.count.set({ pool, state: 'idle' }, idleCount);
    this.count.set({ pool, state: 'used' }, totalCount - idleCount);
    this.pending.set({ pool }, waitingCount);
    this.max.set({ pool }, options.max);
  }
}
