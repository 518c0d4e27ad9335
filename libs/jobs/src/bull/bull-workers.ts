import type { ConfigOf } from '@mesh/config';
import type { JobStatus } from '../job-queue.port';
import type { JobsConfig } from '../jobs.config';
import type { JobObservers } from '../pg-job-queue';
import type { BullQueues } from './bull-queues';
import type { BullRuns } from './bull-runs';
import { BullWorker } from './bull-worker';
import type { BullConnections } from './redis-bull-connections';

/** One worker per queue for which this process knows kinds of jobs. */
export class BullWorkers {
  private readonly workers = new Map<string, BullWorker>();

  constructor(
    private readonly connections: BullConnections,
    private readonly queues: BullQueues,
    private readonly runs: BullRuns,
    private readonly observers: JobObservers,
    private readonly config: ConfigOf<typeof JobsConfig>,
  ) {}

  /** Opens the workers that are missing and replaces those that could not begin. */
  open(): void {
    for (const { queue } of this.runs.definitions()) {
      const worker = this.workers.get(queue);
      if (worker && !worker.broken) continue;
      if (worker) void worker.stop();
      this.begin(queue);
    }
  }

  /** Bull may wait for ever on a connection that died in silence: due work that nobody takes gets a new worker. */
  async watch(statuses: readonly JobStatus[]): Promise<void> {
    for (const [queue, worker] of this.workers) {
      const names = this.runs.definitions().filter((job) => job.queue === queue);
      const oldest = Math.max(0, ...statuses.filter(({ name }) => isOf(names, name)).map(dueFor));
      if (Math.min(oldest, worker.idleMs) < this.config.JOBS_STUCK_MS) continue;
      this.observers.logger.warn('job worker replaced', { queue, oldestWaitingMs: oldest });
      this.observers.metrics.workerReplaced();
      this.begin(queue);
      await worker.stop();
    }
  }

  async stop(): Promise<void> {
    const workers = [...this.workers.values()];
    this.workers.clear();
    await Promise.all(workers.map((worker) => worker.stop()));
  }

  private begin(queue: string): void {
    const { JOBS_CONCURRENCY, JOBS_LEASE_MS, JOBS_POLL_MS, JOBS_STOP_DEADLINE_MS } = this.config;
    const worker = new BullWorker(this.queues.nameOf(queue), this.connections, this.runs, this.observers, {
      keyPrefix: this.queues.keyPrefix,
      concurrency: JOBS_CONCURRENCY,
      leaseMs: JOBS_LEASE_MS,
      pollMs: JOBS_POLL_MS,
      stopDeadlineMs: JOBS_STOP_DEADLINE_MS,
    });
    this.workers.set(queue, worker);
    worker.start();
  }
}

const isOf = (jobs: readonly { name: string }[], name: string): boolean => jobs.some((job) => job.name === name);
const dueFor = ({ oldestWaitingMs }: JobStatus): number => oldestWaitingMs;
