import { type ConfigOf, FirstContact } from '@mesh/config';
import { RetryableError, TerminalError, reasonOf } from '@mesh/kernel';
import { repeatedJobId } from './bull/bull-job';
import { BullOrders } from './bull/bull-orders';
import { type BullQueue, BullQueues } from './bull/bull-queues';
import { BullRuns } from './bull/bull-runs';
import { statusOf } from './bull/bull-status';
import { BullWorkers } from './bull/bull-workers';
import { BullConnections, type BullRedis } from './bull/redis-bull-connections';
import { DEFAULT_QUEUE, type JobDefinition, type PayloadOf } from './define-job';
import {
  type JobOrder,
  JobQueue,
  type JobStatus,
  type JobWorker,
  type RepeatOrder,
  type RepeatedJob,
} from './job-queue.port';
import { JobRunner } from './job-runner';
import { type CountedJobs, statusesOf } from './job-statuses';
import type { JobsConfig } from './jobs.config';
import type { JobObservers } from './pg-job-queue';
import { Pump } from './pump';

export interface BullSettings extends BullRedis {
  /** Names its queues: `<service>.<queue>`. */
  readonly service: string;
  /** How long an absent Redis keeps a new process from being ready. */
  readonly startupGraceMs: number;
}

type Restore = () => Promise<string>;

/**
 * Jobs in Redis, by Bull. They may vanish with it; repeated ones return by themselves. Ordering fails at once while
 * Redis is away; work goes on when it is back, which is watched.
 */
export class BullJobQueue extends JobQueue {
  readonly healthName = 'jobs';
  private readonly queues: BullQueues;
  private readonly orders: BullOrders;
  private readonly runs: BullRuns;
  private readonly workers: BullWorkers;
  private readonly pump: Pump;
  private readonly firstContact: FirstContact;
  private readonly known = new Map<string, JobDefinition>();
  private readonly repeated = new Map<string, Restore>();
  private nextUpkeep = 0;

  constructor(
    settings: BullSettings,
    private readonly observers: JobObservers,
    private readonly config: ConfigOf<typeof JobsConfig>,
  ) {
    super();
    const connections = new BullConnections(settings, observers.logger);
    this.queues = new BullQueues(connections, `${settings.keyPrefix}:jobs`, settings.service);
    this.orders = new BullOrders({
      keepCompletedMs: config.JOBS_KEEP_COMPLETED_MS,
      keepFailedMs: config.JOBS_KEEP_FAILED_MS,
    });
    this.runs = new BullRuns(observers);
    this.workers = new BullWorkers(connections, this.queues, this.runs, observers, config);
    this.pump = new Pump(() => this.round(), config.JOBS_POLL_MS, observers.logger);
    this.firstContact = new FirstContact(settings.startupGraceMs);
  }

  async add<Definition extends JobDefinition>(job: Definition, order: JobOrder<Definition>): Promise<string> {
    const payload = job.payload.parse(order.payload);
    this.known.set(job.name, job);
    return reaching(async () => this.orders.add(await this.queues.get(job.queue), job, order, payload));
  }

  async repeat<Definition extends JobDefinition>(job: Definition, order: RepeatOrder<Definition>): Promise<string> {
    const payload = job.payload.parse(order.payload);
    this.known.set(job.name, job);
    const restore = async () => this.orders.ensureRepeated(await this.queues.get(job.queue), job, order, payload);
    this.repeated.set(repeatedJobId(job, order.tenantId, order.key), restore);
    try {
      return await reaching(restore);
    } catch (error) {
      // Upkeep sees to it as soon as Redis is there, so a service may start without it.
      this.observers.logger.warn('repeated job ordered later', { job: job.name, reason: reasonOf(error) });
      return repeatedJobId(job, order.tenantId, order.key);
    }
  }

  async cancelRepeat<Definition extends JobDefinition>(job: Definition, order: RepeatedJob): Promise<void> {
    const id = repeatedJobId(job, order.tenantId, order.key);
    this.repeated.delete(id);
    await reaching(async () => this.orders.removeRepeated(await this.queues.get(job.queue), id));
  }

  process<Definition extends JobDefinition>(job: Definition, worker: JobWorker<PayloadOf<Definition>>): void {
    if (this.runs.has(job.name)) {
      throw new TerminalError('JOB_WORKER_TWICE', 'a kind of job can have one worker only', { job: job.name });
    }
    this.known.set(job.name, job);
    this.runs.register(new JobRunner(job, worker));
    this.pump.wake();
  }

  status(): Promise<readonly JobStatus[]> {
    return reaching(async () => {
      const counted: CountedJobs[] = [];
      for (const queue of this.queueNames()) {
        for (const jobs of await statusOf(await this.queues.get(queue))) counted.push({ ...jobs, queue });
      }
      return statusesOf([...this.known.values()], counted);
    });
  }

  /** The queues as Bull knows them, to be looked at. @throws RetryableError when Redis is away */
  boardQueues(): Promise<readonly BullQueue[]> {
    return reaching(() => Promise.all([...this.queueNames()].map((name) => this.queues.get(name))));
  }

  start(): void {
    this.pump.start();
  }

  async stop(): Promise<void> {
    await this.pump.stop();
    await this.workers.stop();
  }

  /** Holds a new service back until Redis was reached once; later its absence only delays jobs. */
  checkHealth(): Promise<void> {
    return this.firstContact.check(() => reaching(async () => (await this.queues.redis()).ping()));
  }

  /** After `stop`: nothing can be ordered or looked at any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.queues.close();
  }

  private queueNames(): Set<string> {
    return new Set([DEFAULT_QUEUE, ...[...this.known.values()].map(({ queue }) => queue)]);
  }

  private async round(): Promise<void> {
    this.workers.open();
    if (performance.now() < this.nextUpkeep) return;
    this.nextUpkeep = performance.now() + Math.min(this.config.JOBS_LEASE_MS, this.config.JOBS_STUCK_MS) / 3;
    for (const restore of this.repeated.values()) await reaching(restore);
    const statuses = await this.status();
    this.observers.metrics.queue(statuses);
    await this.workers.watch(statuses);
  }
}

async function reaching<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const details = { reason: reasonOf(cause) };
    throw new RetryableError('JOBS_UNAVAILABLE', 'the job queue cannot be reached', details, undefined, { cause });
  }
}
