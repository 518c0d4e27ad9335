import type { JobOptions } from 'bull';
import type { JobDefinition } from '../define-job';
import type { JobOrder, RepeatOrder } from '../job-queue.port';
import { asDecided } from './bull-again';
import { type BullJobData, newJobId, repeatedJobId, waitingKeyOf } from './bull-job';
import type { BullQueue } from './bull-queues';
import { RELEASE_BEGUN, STATE_OF } from './bull-scripts';

export interface Retention {
  readonly keepCompletedMs: number;
  readonly keepFailedMs: number;
}

/** However long they are kept: finished jobs must not fill the memory of Redis. */
const KEPT_AT_MOST = 1_000;
/** An equal job is looked for at most so long after it was due. */
const EQUAL_FOR_MS = 7 * 86_400_000;

/** Puts jobs into a queue of Bull. */
export class BullOrders {
  constructor(private readonly retention: Retention) {}

  async add<Definition extends JobDefinition>(
    queue: BullQueue,
    job: Definition,
    order: JobOrder<Definition>,
    payload: unknown,
  ): Promise<string> {
    const delay = order.delayMs ?? 0;
    const options = { ...this.options(job, order.priority), jobId: newJobId(job.name), delay };
    const data = { tenantId: order.tenantId, payload };
    if (order.key === undefined) return String((await queue.add(job.name, data, options)).id);
    const id = waitingKeyOf(job, order.tenantId, order.key);
    await queue.client.eval(RELEASE_BEGUN, 1, `${queue.toKey('de')}:${id}`, queue.toKey(''), queue.toKey('active'));
    const debounce = { id, ttl: delay + EQUAL_FOR_MS };
    return String((await queue.add(job.name, data, { ...options, debounce })).id);
  }

  /** Makes sure that a repeated job is there, with this interval and payload; one that was lost or gave up returns. */
  async ensureRepeated<Definition extends JobDefinition>(
    queue: BullQueue,
    job: Definition,
    order: RepeatOrder<Definition>,
    payload: unknown,
  ): Promise<string> {
    const id = repeatedJobId(job, order.tenantId, order.key);
    const data: BullJobData = { tenantId: order.tenantId, payload, everyMs: order.everyMs };
    const [state, due] = await stateOf(queue, id);
    const tooLate = state === 'delayed' && Number(due) > Date.now() + order.everyMs;
    if (state === 'ended' || tooLate) await (await queue.getJob(id))?.remove();
    if (state === 'open' || (state === 'delayed' && !tooLate)) {
      await (await queue.getJob(id))?.update(data);
      return id;
    }
    await queue.add(job.name, data, { ...this.options(job), jobId: id, delay: order.everyMs });
    return id;
  }

  /** A run in hand holds the job's lock and is left alone. */
  async removeRepeated(queue: BullQueue, id: string): Promise<void> {
    const [state] = await stateOf(queue, id);
    if (state === 'delayed' || state === 'ended') await (await queue.getJob(id))?.remove();
    if (state === 'open' && !(await isActive(queue, id))) await (await queue.getJob(id))?.remove();
  }

  private options(job: JobDefinition, priority = job.priority): JobOptions {
    const { keepCompletedMs, keepFailedMs } = this.retention;
    return {
      priority,
      attempts: job.attempts,
      backoff: asDecided,
      stackTraceLimit: 1,
      removeOnComplete: kept(keepCompletedMs),
      removeOnFail: kept(keepFailedMs),
    };
  }
}

const kept = (milliseconds: number) => ({ age: Math.ceil(milliseconds / 1_000), count: KEPT_AT_MOST });

const isActive = async (queue: BullQueue, id: string): Promise<boolean> =>
  (await (await queue.getJob(id))?.isActive()) ?? false;

async function stateOf(queue: BullQueue, id: string): Promise<[string, string?]> {
  const keys = [id, 'delayed', 'wait', 'paused', 'active'].map((type) => queue.toKey(type));
  return (await queue.client.eval(STATE_OF, keys.length, ...keys, id)) as [string, string?];
}
