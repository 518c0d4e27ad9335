import { newId } from '@mesh/kernel';
import { waitFor } from '@mesh/testing';
import { z } from 'zod';
import { jobQueueContract } from '../test/job-queue.contract';
import { BullsUnderTest } from '../test/open-bull';
import { redisClient } from '../test/redis-client';
import { defineJob } from './define-job';

const URL = process.env['REDIS_URL'] ?? '';
const Sweep = defineJob('sweep', z.object({}), { backoffMs: 1 });
const order = { tenantId: 'default', payload: {} };

describe('jobs in Bull', () => {
  const bulls = new BullsUnderTest(URL);
  let redis: ReturnType<typeof redisClient>;
  let prefix: string;
  beforeAll(() => {
    redis = redisClient(URL);
  });
  beforeEach(() => {
    prefix = `test-${newId()}`;
  });
  afterEach(() => bulls.close());
  afterAll(() => redis.quit());

  jobQueueContract(async () => {
    const { queue } = await bulls.openReady(prefix);
    return { queue, another: () => bulls.open(prefix).queue, stop: () => queue.stop() };
  });

  it('keeps the jobs of a service and a queue under keys of their own', async () => {
    const Embed = defineJob('embed', z.object({}), { queue: 'embeddings' });
    const { queue } = await bulls.openReady(prefix);
    await queue.add(Sweep, order);
    await queue.add(Embed, order);
    const lists = (await redis.keys(`${prefix}:*:wait`)).sort();
    expect(lists).toEqual([`${prefix}:jobs:test.default:wait`, `${prefix}:jobs:test.embeddings:wait`]);
    expect((await queue.status()).map(({ name, waiting }) => [name, waiting])).toEqual([
      ['embed', 1],
      ['sweep', 1],
    ]);
  });

  it('removes what ended long ago, and the same for failures', async () => {
    const { queue } = await bulls.openReady(prefix, { JOBS_KEEP_COMPLETED_MS: '0', JOBS_KEEP_FAILED_MS: '0' });
    let runs = 0;
    queue.process(Sweep, () => {
      runs += 1;
      return runs === 1 ? Promise.resolve() : Promise.reject(new Error('no'));
    });
    queue.start();
    await queue.add(Sweep, order);
    await waitFor('the job to end', async () => runs === 1 && (await ended(queue)));
    await queue.add(Sweep, order);
    await waitFor('the failing job to end', async () => runs === 4 && (await ended(queue)));
    const jobs = (await redis.keys(`${prefix}:jobs:test.default:sweep.*`)).filter((key) => !key.endsWith(':logs'));
    expect(jobs).toEqual([]);
  });
  const ended = async (queue: { status(): Promise<readonly { active: number; waiting: number; delayed: number }[]> }) =>
    (await queue.status()).every(({ active, waiting, delayed }) => active + waiting + delayed === 0);

  it('leaves a kind of job that it does not know to another replica, without counting a try', async () => {
    const Other = defineJob('other', z.object({}), { attempts: 1 });
    const { queue } = await bulls.openReady(prefix);
    queue.process(Sweep, () => Promise.resolve());
    queue.start();
    await queue.add(Other, order);
    const other = async () => (await queue.status()).find(({ name }) => name === 'other');
    await waitFor('the job to be put back', async () => (await other())?.delayed === 1);
    const attempts: number[] = [];
    queue.process(Other, async ({ attempt }) => void attempts.push(attempt));
    await waitFor('the job to be done', async () => (await other())?.completed === 1);
    expect(attempts).toEqual([1]);
  });

  it('takes a new interval of a repeated job at once', async () => {
    const { queue } = await bulls.openReady(prefix);
    const repeated = { ...order, key: 'sweep' };
    const first = await queue.repeat(Sweep, { ...repeated, everyMs: 3_600_000 });
    let runs = 0;
    queue.process(Sweep, async () => void (runs += 1));
    queue.start();
    expect(await queue.repeat(Sweep, { ...repeated, everyMs: 5 })).toBe(first);
    await waitFor('two runs', () => runs >= 2);
    expect(await queue.repeat(Sweep, { ...repeated, everyMs: 3_600_000 })).toBe(first);
    await waitFor('the long pause', async () => (await queue.status())[0]?.delayed === 1);
  });

  it('repeats a job that gave up, with its next interval', async () => {
    const { queue } = await bulls.openReady(prefix);
    const attempts: number[] = [];
    queue.process(Sweep, async ({ attempt }) => {
      attempts.push(attempt);
      if (attempts.length <= 3) throw new Error('no');
    });
    queue.start();
    await queue.repeat(Sweep, { ...order, key: 'sweep', everyMs: 5 });
    await waitFor('a run after the failures', () => attempts.length >= 5);
    expect(attempts.slice(0, 5)).toEqual([1, 2, 3, 1, 1]);
  });

  it('tells how long runs took and how old waiting work is', async () => {
    const { queue, metrics } = await bulls.openReady(prefix);
    await queue.add(Sweep, order);
    await waitFor('the work to age', async () => ((await queue.status())[0]?.oldestWaitingMs ?? 0) > 20);
    queue.process(Sweep, () => Promise.resolve());
    queue.start();
    await waitFor('the measurements', async () =>
      /mesh_job_duration_seconds_count\{[^}]*job="sweep",result="completed"[^}]*\} 1/.test(await metrics.render()),
    );
    await waitFor('the state', async () => /mesh_jobs_open\{[^}]*job="sweep"/.test(await metrics.render()));
  });
});
