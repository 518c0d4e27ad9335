import { reasonOf } from '@mesh/kernel';
import type { JobObservers } from '../pg-job-queue';
import { backoffStrategies } from './bull-again';
import { type BullQueue, openBullQueue } from './bull-queues';
import type { BullRuns } from './bull-runs';
import type { BullClient, BullConnections } from './redis-bull-connections';

export interface BullWorkerSettings {
  readonly keyPrefix: string;
  readonly concurrency: number;
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly stopDeadlineMs: number;
}

/** How often the work of a vanished worker is given to another one before it counts as what makes workers vanish. */
const MOST_STALLS = 3;
/** Seconds of one blocking wait for a job. */
const BLOCK_SECONDS = 2;

/** Works on the jobs of one queue, over three connections of its own. */
export class BullWorker {
  private readonly stopping = new AbortController();
  private readonly clients: BullClient[] = [];
  private opening: Promise<BullQueue | undefined> | undefined;
  private running = 0;
  private lastTaken = performance.now();
  private ended = false;

  constructor(
    readonly name: string,
    private readonly connections: BullConnections,
    private readonly runs: BullRuns,
    private readonly observers: JobObservers,
    private readonly settings: BullWorkerSettings,
  ) {}

  /** Ended by itself: Bull could not begin. */
  get broken(): boolean {
    return this.ended && !this.stopping.signal.aborted;
  }

  /** Free to take a job, and has taken none for this long. */
  get idleMs(): number {
    return this.running < this.settings.concurrency ? performance.now() - this.lastTaken : 0;
  }

  start(): void {
    this.opening = this.open().catch((error: unknown) => this.giveUp(error));
  }

  /** Takes no more jobs, gives the running ones back, and closes its connections; after the deadline in any case. */
  async stop(): Promise<void> {
    const closed = this.opening?.then((queue) => this.closeQueue(queue));
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.settings.stopDeadlineMs);
    });
    await Promise.race([closed, deadline]);
    clearTimeout(timer);
    this.stopping.abort();
    for (const client of this.clients) client.disconnect();
  }

  private async open(): Promise<BullQueue> {
    const { concurrency, keyPrefix, leaseMs, pollMs } = this.settings;
    for (const role of ['work', 'listen', 'take']) this.clients.push(await this.connections.forWork(role));
    const [client, subscriber, bclient] = this.clients;
    const byRole = { client, subscriber, bclient };
    const queue = await openBullQueue(this.name, {
      prefix: keyPrefix,
      createClient: (role) => byRole[role] ?? neverMissing(),
      settings: {
        lockDuration: leaseMs,
        stalledInterval: Math.ceil(leaseMs / 2),
        maxStalledCount: MOST_STALLS,
        guardInterval: pollMs,
        retryProcessDelay: pollMs,
        drainDelay: BLOCK_SECONDS,
        backoffStrategies,
      },
    });
    this.listen(queue);
    Object.assign(queue, {
      // Bull names the connection without waiting for the answer, whose fault would end the process; ours has a name.
      setWorkerName: () => Promise.resolve(),
      whenCurrentJobsFinished: () => this.endWait(queue, bclient),
    });
    queue.process('*', concurrency, (job) => this.take(job)).catch((error: unknown) => this.giveUp(error));
    return queue;
  }

  private async take(job: Parameters<BullRuns['run']>[0]): Promise<void> {
    this.running += 1;
    this.lastTaken = performance.now();
    try {
      await this.runs.run(job, this.stopping.signal);
    } finally {
      this.running -= 1;
      this.lastTaken = performance.now();
    }
  }

  private noteFault(error: unknown): void {
    this.observers.logger.warn('job round failed', { queue: this.name, reason: reasonOf(error) });
  }

  private listen(queue: BullQueue): void {
    const { logger, metrics } = this.observers;
    queue.on('error', (error) => this.noteFault(error));
    queue.on('stalled', () => metrics.stalledJobs(1));
    queue.on('failed', (_job, error: Error) => {
      if (error.message.startsWith('job stalled more than')) metrics.stalledJobs(1);
    });
    queue.on('lock-extension-failed', (_job: unknown, error: Error) =>
      logger.warn('job lease not renewed', { queue: this.name, reason: reasonOf(error) }),
    );
  }

  /**
   * In place of Bull's own, which connects once more for nobody, and while a job runs listens to no fault of the
   * connection that it ends: either would end the process.
   */
  private endWait(queue: object, blocking: BullClient | undefined): Promise<unknown> {
    blocking?.disconnect();
    return Promise.all(Object.values(Reflect.get(queue, 'processing') as Record<string, Promise<unknown>>));
  }

  /** Closing comes first: what is given back must not be taken again by this worker. */
  private async closeQueue(queue: BullQueue | undefined): Promise<void> {
    const closed = queue?.close();
    await this.endBlockingWait().catch((error: unknown) => this.noteFault(error));
    this.stopping.abort();
    await closed;
  }

  /**
   * A server that has not noticed yet that the connection is gone would answer its blocking wait with the next job, which
   * then lies there until its lease is over. By the second answer on another connection it has noticed.
   */
  private async endBlockingWait(): Promise<void> {
    const [client, , blocking] = this.clients;
    blocking?.disconnect();
    await client?.ping();
    await client?.ping();
  }

  private giveUp(error: unknown): undefined {
    this.ended = true;
    if (!this.stopping.signal.aborted) {
      this.observers.logger.warn('job worker ended', { queue: this.name, reason: reasonOf(error) });
    }
    return undefined;
  }
}

function neverMissing(): never {
  throw new TypeError('the connections are opened before the queue');
}
