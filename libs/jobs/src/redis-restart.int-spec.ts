/* Needs the program `redis-server`, which the layer that has a REDIS_URL brings along: here it is killed. */
import { RedisServer, TcpProxy, waitFor } from '@mesh/testing';
import { z } from 'zod';
import { BullsUnderTest, untilReached } from '../test/open-bull';
import { redisClient } from '../test/redis-client';
import { defineJob } from './define-job';

const Note = defineJob('note', z.object({ n: z.number() }));
const order = (n: number, more: object = {}) => ({ tenantId: 'default', payload: { n }, ...more });

describe('jobs while Redis fails', () => {
  let server: RedisServer;
  let bulls: BullsUnderTest;
  let done: number[];
  beforeEach(async () => {
    server = await RedisServer.start();
    bulls = new BullsUnderTest(server.url);
    done = [];
  });
  afterEach(async () => {
    await bulls.close();
    await server.remove();
  });
  const nobodyIsBlocked = async () => {
    const looking = redisClient(server.url);
    const clients = (await looking.client('LIST')) as string;
    looking.disconnect();
    return !/flags=[a-zA-Z]*b/.test(clients);
  };
  const note = ({ payload }: { payload: { n: number } }) => Promise.resolve(void done.push(payload.n));

  it('does waiting and delayed work when an idle queue loses Redis and gets it back, without a new worker', async () => {
    const { queue, metrics } = await bulls.openReady('mesh');
    queue.process(Note, note);
    queue.start();
    await queue.add(Note, order(1));
    await waitFor('the first job', () => done.length === 1);
    await queue.add(Note, order(2, { delayMs: 500 }));
    await server.kill();
    await expect(queue.add(Note, order(0))).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
    await server.start();
    await untilReached(queue);
    await queue.add(Note, order(3));
    await waitFor('the waiting and the delayed job', () => done.length === 3);
    expect([...done].sort()).toEqual([1, 2, 3]);
    expect(await metrics.render()).not.toMatch(/mesh_bull_workers_replaced_total\S* [1-9]/);
  });

  it('begins to work when Redis comes after the service', async () => {
    await server.kill();
    const { queue } = bulls.open('mesh');
    queue.process(Note, note);
    queue.start();
    await expect(queue.checkHealth()).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
    await server.start();
    await untilReached(queue);
    await queue.checkHealth();
    await queue.add(Note, order(1));
    await waitFor('the job', () => done.length === 1);
  });

  it('refuses an order quickly, and stops within its deadline, while Redis is away', async () => {
    const { queue } = await bulls.openReady('mesh', { JOBS_STOP_DEADLINE_MS: '300' });
    queue.process(Note, () => new Promise<void>(() => undefined));
    queue.start();
    await queue.add(Note, order(1));
    await waitFor('the job to begin', async () => (await queue.status())[0]?.active === 1);
    await server.kill();
    const before = performance.now();
    await expect(queue.add(Note, order(2))).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
    await expect(queue.status()).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
    await queue.stop();
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('replaces a worker whose connections died in silence', async () => {
    const link = await TcpProxy.start({ host: '127.0.0.1', port: server.port });
    const silent = new BullsUnderTest(link.through(server.url), 100);
    try {
      const { queue, metrics } = await silent.openReady('mesh', {
        JOBS_STUCK_MS: '300',
        JOBS_STOP_DEADLINE_MS: '300',
        JOBS_CONCURRENCY: '1',
      });
      queue.process(Note, note);
      queue.start();
      await queue.add(Note, order(1));
      await waitFor('the first job', () => done.length === 1);
      link.silence();
      await waitFor('the last blocking wait to end', nobodyIsBlocked);
      await waitFor('an order that is taken', () =>
        queue.add(Note, order(2, { key: 'once' })).then(
          () => true,
          () => false,
        ),
      );
      await waitFor('the second job', () => done.includes(2));
      expect(await metrics.render()).toMatch(/mesh_bull_workers_replaced_total\S* [1-9]/);
    } finally {
      await silent.close();
      await link.close();
    }
  }, 20_000);

  it('loses only what can be made again when everything in Redis is removed amid a run', async () => {
    const Sweep = defineJob('sweep', z.object({}));
    const Index = defineJob('index', z.object({}));
    const { queue } = await bulls.openReady('mesh', { JOBS_STUCK_MS: '300' });
    let sweeps = 0;
    let indexed = 0;
    let finish = () => undefined as void;
    const running = new Promise<void>((resolve) => (finish = resolve));
    queue.process(Sweep, async () => void (sweeps += 1));
    queue.process(Note, () => running);
    queue.process(Index, async () => void (indexed += 1));
    queue.start();
    await queue.repeat(Sweep, { tenantId: 'default', payload: {}, key: 'sweep', everyMs: 50 });
    await queue.add(Note, order(1));
    await queue.add(Index, { tenantId: 'default', payload: {}, key: 'all', delayMs: 3_600_000 });
    const noted = async () => (await queue.status()).find(({ name }) => name === 'note');
    await waitFor('a run', async () => sweeps > 0 && (await noted())?.active === 1);

    const redis = redisClient(server.url);
    await redis.flushall();
    redis.disconnect();
    finish();
    const before = sweeps;
    await waitFor('the repeated job to return by itself', () => sweeps > before + 1);
    expect(indexed).toBe(0);
    await queue.add(Index, { tenantId: 'default', payload: {}, key: 'all' });
    await waitFor('the job that was ordered again', () => indexed === 1);
  });
});
