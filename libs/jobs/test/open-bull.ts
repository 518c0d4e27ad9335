import { ConfigSource } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { waitFor } from '@mesh/testing';
import { BullJobQueue } from '../src/bull-job-queue';
import { JobMetrics } from '../src/job-metrics';
import { JobsConfig } from '../src/jobs.config';

export interface OpenedBull {
  readonly queue: BullJobQueue;
  readonly metrics: Metrics;
}

const QUICK = { JOBS_POLL_MS: '50', JOBS_CONCURRENCY: '4', JOBS_STOP_DEADLINE_MS: '2000' };

/** Queues of a test: the same prefix means the same jobs, as for replicas. */
export class BullsUnderTest {
  private readonly opened: BullJobQueue[] = [];

  constructor(
    private readonly url: string,
    private readonly commandTimeoutMs = 500,
  ) {}

  open(keyPrefix: string, environment: Record<string, string> = {}): OpenedBull {
    const metrics = new Metrics('test', { withProcess: false });
    const config = new ConfigSource({ ...QUICK, ...environment }).read(JobsConfig);
    const settings = {
      url: this.url,
      keyPrefix,
      service: 'test',
      commandTimeoutMs: this.commandTimeoutMs,
      startupGraceMs: 60_000,
    };
    const observers = { logger: Logger.silent(), metrics: new JobMetrics(metrics) };
    const queue = new BullJobQueue(settings, observers, config);
    this.opened.push(queue);
    return { queue, metrics };
  }

  /** Waits until the queue is reached: an order before that is refused, as it should be. */
  async openReady(keyPrefix: string, environment: Record<string, string> = {}): Promise<OpenedBull> {
    const opened = this.open(keyPrefix, environment);
    await untilReached(opened.queue);
    return opened;
  }

  async close(): Promise<void> {
    for (const queue of this.opened.splice(0)) {
      await queue.stop();
      await queue.onApplicationShutdown();
    }
  }
}

export const untilReached = (queue: BullJobQueue): Promise<unknown> =>
  waitFor('redis to be reached', () =>
    queue.status().then(
      () => true,
      () => false,
    ),
  );
