import { newId } from '@mesh/kernel';
import { waitFor } from '@mesh/testing';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { BullsUnderTest } from '../test/open-bull';
import { defineJob } from './define-job';
import type { JobWorker } from './job-queue.port';

const URL = process.env['REDIS_URL'] ?? '';
const LEASE_MS = 1_000;
const Count = defineJob('count', z.object({}));

/** Nothing else happens in this process meanwhile: no lease is renewed. */
const blockTheLoop = (milliseconds: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

describe('a job whose worker stops answering', () => {
  const bulls = new BullsUnderTest(URL);
  let redis: Redis;
  beforeAll(() => {
    redis = new Redis(URL);
  });
  afterEach(() => bulls.close());
  afterAll(() => redis.quit());

  it('runs twice, has its effect once, and is counted', async () => {
    const prefix = `test-${newId()}`;
    const stalled = `${prefix}:jobs:test.default:stalled`;
    const environment = { JOBS_LEASE_MS: `${LEASE_MS}`, JOBS_CONCURRENCY: '1' };
    const replicas = [await bulls.openReady(prefix, environment), await bulls.openReady(prefix, environment)];
    const runs: string[] = [];
    const effects: string[] = [];

    const work: JobWorker<object> = async ({ id }) => {
      runs.push(id);
      if (runs.length === 1) {
        await waitFor('the job to be watched', async () => (await redis.scard(stalled)) === 1);
        blockTheLoop(LEASE_MS * 1.2);
        await waitFor('somebody else to begin it', () => runs.length === 2);
      }
      if (!effects.includes(id)) effects.push(id);
    };
    for (const { queue } of replicas) {
      queue.process(Count, work);
      queue.start();
    }
    const id = await replicas[0]?.queue.add(Count, { tenantId: 'default', payload: {} });
    // While the loop stands still, no answer of Redis comes in time.
    const completed = async () => (await replicas[0]?.queue.status())?.[0]?.completed;
    await waitFor('the end', async () => (await completed().catch(() => undefined)) === 1);

    expect(runs).toEqual([id, id]);
    expect(effects).toEqual([id]);
    const counted = (await Promise.all(replicas.map(({ metrics }) => metrics.render()))).join('\n');
    expect(counted).toMatch(/mesh_jobs_stalled_total\S* 1/);
  }, 20_000);
});
