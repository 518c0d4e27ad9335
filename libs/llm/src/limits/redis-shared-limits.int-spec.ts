/* Needs the program `redis-server`, which the layer that has a REDIS_URL brings along: here it is killed. */
import { ConfigSource, RedisConfig } from '@mesh/config';
import { newId } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { ModelCounterpart, RedisServer, waitFor } from '@mesh/testing';
import { aQuestion, askedModel, never } from '../../test/asked-models';
import { sharedLimitsContract } from '../../test/shared-limits.contract';
import type { LimiterSharedLimits } from './limiter-shared-limits';
import { openRedisSharedLimits } from './redis-shared-limits';

describe('limits shared by replicas through Redis', () => {
  let server: RedisServer;
  const opened: LimiterSharedLimits[] = [];
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => {
    for (const limits of opened.splice(0)) limits.onApplicationShutdown();
  });
  afterAll(() => server.remove());

  const replica = async (prefix: string): Promise<LimiterSharedLimits> => {
    const config = new ConfigSource({ REDIS_URL: server.url, REDIS_KEY_PREFIX: prefix }).read(RedisConfig);
    const limits = await openRedisSharedLimits(config, 18, Logger.silent());
    opened.push(limits);
    return limits;
  };

  sharedLimitsContract(async () => {
    const prefix = newId();
    return { one: await replica(prefix), other: await replica(prefix) };
  });

  describe('F49: a provider that asks one replica to wait', () => {
    it('is asked by no other replica before, and is asked by none too often', async () => {
      const provider = await new ModelCounterpart().start();
      try {
        const prefix = newId();
        const [one, other] = [await replica(prefix), await replica(prefix)].map(
          (limits) => askedModel(provider.url, {}, undefined, limits).model,
        );
        provider.next({ trouble: 'rate_limited', retryAfter: '3600' });
        const fault = { code: 'LLM_RATE_LIMITED', retryAfterMs: expect.closeTo(3_600_000, -5) as number };
        await expect(one?.complete(aQuestion(), never)).rejects.toMatchObject(fault);
        await expect(other?.complete(aQuestion(), never)).rejects.toMatchObject(fault);
        expect(provider.seen.calls).toBe(1);
      } finally {
        await provider.stop();
      }
    });
  });

  it('are counted by each alone while Redis is away, at once, and shared again when it is back', async () => {
    const prefix = newId();
    const [one, other] = [await replica(prefix), await replica(prefix)];
    await one.charge('day:a', 10);
    await server.kill();
    await waitFor('the loss to be noticed', async () => (await one.spentOn('day:a')) === 0);
    await one.charge('day:a', 7);
    expect(await one.spentOn('day:a')).toBe(7);
    expect(await other.spentOn('day:a')).toBe(0);
    await server.start();
    await waitFor('both to count together again', async () => {
      const seen = await Promise.all([one.spentOn('day:a'), other.spentOn('day:a')]);
      return seen.every((spent) => spent === 10);
    });
  });
});
