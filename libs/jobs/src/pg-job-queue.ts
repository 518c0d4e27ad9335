import type { ConfigOf } from '@mesh/config';
import { TerminalError, codeOf, isRetryable, newId, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { Sql, WorkerDatabase } from '@mesh/persistence';
import { backoffMs } from './backoff';
import type { JobDefinition, PayloadOf } from './define-job';
import type { JobMetrics } from './job-metrics';
import {
  type JobOrder,
  JobQueue,
  type JobStatus,
  type JobWorker,
  type RepeatOrder,
  type RepeatedJob,
} from './job-queue.port';
import type { JobRow, NewJob } from './job-row';
import { type CountedJobs, statusesOf } from './job-statuses';
import { JOB_STOPPED, JobRunner } from './job-runner';
import type { JobsConfig } from './jobs.config';
import type { PgJobTable } from './pg-job-table';
import { Pump } from './pump';

export interface JobObservers {
  readonly logger: Logger;
  readonly metrics: JobMetrics;
}

/** Jobs in a table of the service's own schema: several replicas share it, and it survives a restart. */
export class PgJobQueue extends JobQueue {
  private readonly known = new Map<string, JobDefinition>();
  private readonly runners = new Map<string, JobRunner>();
  private readonly running = new Set<Promise<void>>();
  private readonly self = newId();
  private readonly pump: Pump;
  private stopping = new AbortController();
  private nextUpkeep = 0;

  constructor(
    private readonly database: WorkerDatabase,
    private readonly table: PgJobTable,
    private readonly observers: JobObservers,
    private readonly config: ConfigOf<typeof JobsConfig>,
  ) {
    super();
    this.pump = new Pump(() => this.turn(), config.JOBS_POLL_MS, observers.logger);
  }

  async add<Definition extends JobDefinition>(job: Definition, order: JobOrder<Definition>): Promise<string> {
    const row = newJob(job, order, order.delayMs ?? 0);
    this.known.set(job.name, job);
    const id = await this.database.acrossTenants(({ sql }) => this.table.insert(sql, row, order.key));
    this.pump.wake();
    return id;
  }

  async repeat<Definition extends JobDefinition>(job: Definition, order: RepeatOrder<Definition>): Promise<string> {
    const row = newJob(job, order, order.everyMs);
    this.known.set(job.name, job);
    return this.database.acrossTenants(({ sql }) => this.table.upsertRepeated(sql, row, order.key, order.everyMs));
  }

  async cancelRepeat<Definition extends JobDefinition>(job: Definition, order: RepeatedJob): Promise<void> {
    const { tenantId, key } = order;
    await this.database.acrossTenants(({ sql }) => this.table.removeRepeated(sql, tenantId, job.name, key));
  }

  process<Definition extends JobDefinition>(job: Definition, worker: JobWorker<PayloadOf<Definition>>): void {
    if (this.runners.has(job.name)) {
      throw new TerminalError('JOB_WORKER_TWICE', 'a kind of job can have one worker only', { job: job.name });
    }
    this.known.set(job.name, job);
    this.runners.set(job.name, new JobRunner(job, worker));
    this.pump.wake();
  }

  async status(): Promise<readonly JobStatus[]> {
    return this.named(await this.database.acrossTenants(({ sql }) => this.table.status(sql)));
  }

  start(): void {
    this.stopping = new AbortController();
    this.pump.start();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.pump.stop();
    await Promise.all(this.running);
  }

  /** One round: upkeep now and then, then as many jobs as there are free places. */
  private async turn(): Promise<void> {
    if (this.runners.size === 0) return;
    await this.upkeep();
    const free = this.config.JOBS_CONCURRENCY - this.running.size;
    if (free <= 0) return;
    const names = [...this.runners.keys()];
    const rows = await this.database.acrossTenants(({ sql }) =>
      this.table.claim(sql, names, free, this.self, this.config.JOBS_LEASE_MS),
    );
    for (const row of rows) this.begin(row);
  }

  private begin(row: JobRow): void {
    const run = this.work(row).finally(() => {
      this.running.delete(run);
      this.pump.wake();
    });
    this.running.add(run);
  }

  private async work(row: JobRow): Promise<void> {
    const started = performance.now();
    const runner = this.runners.get(row.name);
    if (!runner) return;
    try {
      await runner.run(row, this.stopping.signal);
      await this.settle(row, (sql) => this.table.finish(sql, row, this.self, undefined));
      this.observers.metrics.ran(row.name, 'completed', performance.now() - started);
    } catch (error) {
      await this.failed(row, runner.definition, error, performance.now() - started);
    }
  }

  private async failed(row: JobRow, job: JobDefinition, error: unknown, milliseconds: number): Promise<void> {
    const code = codeOf(error);
    const counts = code !== JOB_STOPPED;
    const again = !counts || (isRetryable(error) && row.attempts < row.max_attempts);
    this.observers.metrics.ran(row.name, counts ? (again ? 'retried' : 'failed') : 'stopped', milliseconds);
    if (again) {
      const afterMs = counts ? backoffMs(job.backoffMs, row.attempts) : 0;
      await this.settle(row, (sql) => this.table.retry(sql, row, this.self, { code, afterMs, counts }));
    } else {
      this.observers.logger.warn('job gave up', {
        job: row.name,
        code,
        reason: reasonOf(error),
        attempts: row.attempts,
      });
      await this.settle(row, (sql) => this.table.finish(sql, row, this.self, code));
    }
  }

  /** When the end of a run cannot be written, its lease runs out and it is done again: workers are repeatable. */
  private async settle(row: JobRow, write: (sql: Sql) => Promise<void>): Promise<void> {
    try {
      await this.database.acrossTenants(({ sql }) => write(sql));
    } catch (error) {
      this.observers.logger.warn('job end not written', {
        job: row.name,
        code: codeOf(error),
        reason: reasonOf(error),
      });
    }
  }

  private async upkeep(): Promise<void> {
    if (performance.now() < this.nextUpkeep) return;
    this.nextUpkeep = performance.now() + this.config.JOBS_LEASE_MS / 3;
    const { JOBS_LEASE_MS, JOBS_KEEP_COMPLETED_MS, JOBS_KEEP_FAILED_MS } = this.config;
    const [stalled, statuses] = await this.database.acrossTenants(async ({ sql }) => {
      await this.table.renew(sql, this.self, JOBS_LEASE_MS);
      const count = await this.table.reclaimStalled(sql);
      await this.table.removeEnded(sql, JOBS_KEEP_COMPLETED_MS, JOBS_KEEP_FAILED_MS);
      return [count, await this.table.status(sql)] as const;
    });
    this.observers.metrics.stalledJobs(stalled);
    this.observers.metrics.queue(this.named(statuses));
  }

  private named(counted: readonly CountedJobs[]): readonly JobStatus[] {
    return statusesOf([...this.known.values()], counted);
  }
}

function newJob(
  job: JobDefinition,
  order: { tenantId: string; payload: unknown; priority?: number },
  delayMs: number,
): NewJob {
  return {
    tenantId: order.tenantId,
    id: newId(),
    name: job.name,
    payload: job.payload.parse(order.payload),
    priority: order.priority ?? job.priority,
    maxAttempts: job.attempts,
    delayMs,
  };
}
