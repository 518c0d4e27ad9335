import { RetryableError, TerminalError } from '@mesh/kernel';
import { waitFor } from '@mesh/testing';
import { z } from 'zod';
import { type JobDefinition, defineJob } from '../src/define-job';
import type { JobQueue, JobStatus } from '../src/job-queue.port';

/** A fresh queue that others can share: `another` opens a second one on the same jobs, as a second replica would. */
export interface QueueUnderTest {
  readonly queue: JobQueue;
  another(): JobQueue;
  stop(): Promise<void>;
}

const Payload = z.object({ n: z.number().int() });
const order = (n: number, more: object = {}) => ({ tenantId: 'default', payload: { n }, ...more });

/** What every job queue promises. */
export function jobQueueContract(make: () => Promise<QueueUnderTest>): void {
  let under: QueueUnderTest;
  let queue: JobQueue;
  let done: number[];
  let count = 0;

  beforeEach(async () => {
    under = await make();
    queue = under.queue;
    done = [];
  });
  afterEach(() => under.stop());

  const job = (settings: Parameters<typeof defineJob>[2] = {}) =>
    defineJob(`job_${(count += 1)}`, Payload, { backoffMs: 1, ...settings });
  const note = ({ payload }: { payload: { n: number } }) => {
    done.push(payload.n);
    return Promise.resolve();
  };
  const statusOf = async ({ name }: JobDefinition): Promise<JobStatus | undefined> =>
    (await queue.status()).find((status) => status.name === name);
  const until = (definition: JobDefinition, wanted: Partial<JobStatus>) =>
    waitFor(`${definition.name} to be ${JSON.stringify(wanted)}`, async () => {
      const status = await statusOf(definition);
      return status && Object.entries(wanted).every(([key, value]) => status[key as keyof JobStatus] === value);
    });

  it('does a job once, with its payload and tenant', async () => {
    const definition = job();
    const runs: object[] = [];
    queue.process(definition, async ({ payload, tenantId, attempt }) => void runs.push({ payload, tenantId, attempt }));
    queue.start();
    await queue.add(definition, { tenantId: 'acme', payload: { n: 7 } });
    await until(definition, { completed: 1 });
    expect(runs).toEqual([{ payload: { n: 7 }, tenantId: 'acme', attempt: 1 }]);
  });

  it('keeps jobs until somebody works', async () => {
    const definition = job();
    await queue.add(definition, order(1));
    expect(await statusOf(definition)).toMatchObject({ waiting: 1, active: 0, completed: 0 });
    queue.process(definition, note);
    queue.start();
    await until(definition, { waiting: 0, completed: 1 });
  });

  it('takes the urgent job first', async () => {
    const definition = job();
    await queue.add(definition, order(1, { priority: 9 }));
    await queue.add(definition, order(2, { priority: 1 }));
    queue.process(definition, note);
    queue.start();
    await until(definition, { completed: 2 });
    expect(done).toEqual([2, 1]);
  });

  it('adds an equal job only once while it waits, and again when it has begun', async () => {
    const definition = job();
    const first = await queue.add(definition, order(1, { key: 'same' }));
    expect(await queue.add(definition, order(1, { key: 'same' }))).toBe(first);
    expect(await queue.add(definition, order(1, { key: 'other' }))).not.toBe(first);
    expect(await queue.add(definition, { ...order(1, { key: 'same' }), tenantId: 'acme' })).not.toBe(first);
    let releaseFirst = () => undefined as void;
    const released = new Promise<void>((resolve) => (releaseFirst = resolve));
    queue.process(definition, () => released);
    queue.start();
    await until(definition, { waiting: 0, active: 3 });
    expect(await queue.add(definition, order(1, { key: 'same' }))).not.toBe(first);
    releaseFirst();
    await until(definition, { completed: 4 });
  });

  it('waits before a job that was ordered for later', async () => {
    const definition = job();
    queue.process(definition, note);
    queue.start();
    await queue.add(definition, order(1, { delayMs: 3_600_000 }));
    await queue.add(definition, order(2));
    await until(definition, { completed: 1, delayed: 1, waiting: 0 });
    expect(done).toEqual([2]);
  });

  it('tries again after a fault, and gives up after the last try', async () => {
    const definition = job({ attempts: 3 });
    const attempts: number[] = [];
    queue.process(definition, async ({ attempt }) => {
      attempts.push(attempt);
      throw new RetryableError('AWAY', 'not there');
    });
    queue.start();
    await queue.add(definition, order(1));
    await until(definition, { failed: 1 });
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('does not try again what cannot succeed', async () => {
    const definition = job({ attempts: 5 });
    queue.process(definition, async (run) => {
      await note(run);
      throw new TerminalError('WRONG', 'never');
    });
    queue.start();
    await queue.add(definition, order(1));
    await until(definition, { failed: 1 });
    expect(done).toEqual([1]);
  });

  it('ends a run that takes longer than allowed', async () => {
    const definition = job({ attempts: 1, timeoutMs: 20 });
    let aborted = false;
    queue.process(
      definition,
      ({ signal }) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve();
          });
        }),
    );
    queue.start();
    await queue.add(definition, order(1));
    await until(definition, { failed: 1 });
    expect(aborted).toBe(true);
  });

  it('repeats a job, however often it was ordered', async () => {
    const definition = job();
    const repeated = { ...order(1), key: 'sweep', everyMs: 5 };
    const id = await queue.repeat(definition, repeated);
    expect(await queue.repeat(definition, repeated)).toBe(id);
    queue.process(definition, note);
    queue.start();
    await waitFor('three runs', () => done.length >= 3);
    const status = await statusOf(definition);
    expect((status?.waiting ?? 0) + (status?.delayed ?? 0) + (status?.active ?? 0)).toBe(1);
  });

  it('goes on with repeated work after a restart, though nobody orders it again', async () => {
    const definition = job();
    queue.process(definition, note);
    queue.start();
    await queue.repeat(definition, { ...order(1), key: 'sweep', everyMs: 5 });
    await waitFor('a run', () => done.length > 0);
    await queue.stop();
    const before = done.length;
    const restarted = under.another();
    restarted.process(definition, note);
    restarted.start();
    await waitFor('runs after the restart', () => done.length > before + 1);
    await restarted.stop();
  });

  it('ends repeated work when told to', async () => {
    const definition = job();
    const repeated = { ...order(1), key: 'sweep' };
    await queue.repeat(definition, { ...repeated, everyMs: 3_600_000 });
    await queue.cancelRepeat(definition, { tenantId: 'acme', key: 'sweep' });
    expect(await statusOf(definition)).toMatchObject({ delayed: 1 });
    await queue.cancelRepeat(definition, repeated);
    await queue.cancelRepeat(definition, repeated);
    expect(await statusOf(definition)).toMatchObject({ delayed: 0, waiting: 0 });
  });

  it('shows each kind of job in its queue, and as empty when it has none', async () => {
    const [known, waiting] = [job({ queue: 'quiet' }), job({ queue: 'busy' })];
    queue.process(known, note);
    await queue.add(waiting, order(1));
    expect(await statusOf(known)).toMatchObject({ queue: 'quiet', waiting: 0 });
    expect(await statusOf(waiting)).toMatchObject({ queue: 'busy', waiting: 1 });
  });

  it('shares the work between replicas without doing any of it twice', async () => {
    const definition = job();
    const other = under.another();
    for (const one of [queue, other]) one.process(definition, note);
    for (let n = 0; n < 40; n += 1) await queue.add(definition, order(n));
    queue.start();
    other.start();
    await until(definition, { completed: 40 });
    await other.stop();
    expect([...done].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });

  it('gives work that a stop interrupted to the next one, without counting the try', async () => {
    const definition = job({ attempts: 1 });
    let begun = false;
    queue.process(definition, () => {
      begun = true;
      return new Promise<void>(() => undefined);
    });
    queue.start();
    await queue.add(definition, order(1));
    await waitFor('the run to begin', () => begun);
    await queue.stop();
    const next = under.another();
    next.process(definition, note);
    next.start();
    await until(definition, { completed: 1 });
    await next.stop();
    expect(done).toEqual([1]);
  });

  it('refuses a payload that is not of the job, and a second worker for it', async () => {
    const definition = job();
    const wrong = { tenantId: 'default', payload: { n: 'words' as unknown as number } };
    await expect(queue.add(definition, wrong)).rejects.toThrow(z.ZodError);
    queue.process(definition, note);
    expect(() => queue.process(definition, note)).toThrow(TerminalError);
  });
}
