import { ConfigSource, RedisConfig, redisRequestOptions } from '@mesh/config';
import { newId } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { waitFor } from '@mesh/testing';
import { Redis } from 'ioredis';
import { sessionStoreContract, turn } from '../../test/session-store.contract';
import { MemoryConfig } from '../memory.config';
import { RedisLink } from './redis-link';
import { RedisSessionStore } from './redis-session-store';
import { RedisTopics } from './redis-topics';
import { openRedisSessions } from './session-store.providers';

const URL = process.env['REDIS_URL'] ?? '';

describe('the session tier in Redis', () => {
  const opened: RedisSessionStore[] = [];
  let redis: Redis;
  beforeAll(() => {
    redis = new Redis(URL);
  });
  afterEach(() => {
    for (const store of opened.splice(0)) store.onApplicationShutdown();
  });
  afterAll(() => redis.quit());

  const serverTime = async () => {
    const [seconds, micros] = await redis.time();
    return Number(seconds) * 1_000 + Number(micros) / 1_000;
  };
  /** Time passes when the server says so. */
  const pass = async (milliseconds: number): Promise<void> => {
    const until = (await serverTime()) + milliseconds;
    await waitFor(`${milliseconds} ms`, async () => (await serverTime()) > until);
  };

  const openAt = async (keyPrefix: string, settings = { ttlMs: 600, maxTurns: 5 }): Promise<RedisSessionStore> => {
    const options = redisRequestOptions(2_000);
    const link = await RedisLink.open(URL, options, 'test', Logger.silent());
    const topics = new RedisTopics(await RedisLink.open(URL, options, 'test', Logger.silent()), Logger.silent());
    const store = new RedisSessionStore(link, topics, { ...settings, keyPrefix, startupGraceMs: 60_000 });
    opened.push(store);
    await waitFor('both connections', async () => {
      try {
        await store.checkHealth();
        await (
          await store.subscribe('probe', 'probe', () => undefined)
        )();
        return true;
      } catch {
        return false;
      }
    });
    return store;
  };
  const open = (settings?: { ttlMs: number; maxTurns: number }) => openAt(`test-${newId()}`, settings);

  sessionStoreContract(async () => {
    const limits = { ttlMs: 600, maxTurns: 5 };
    return { ...limits, store: await open(limits), pass };
  });

  const ref = (customerId: string) => ({ tenantId: 'acme', customerId, channel: 'chat' });
  const keysOf = async (prefix: string) => (await redis.keys(`${prefix}:*`)).sort();

  it('is one tier for all replicas', async () => {
    const prefix = `test-${newId()}`;
    const [one, other] = [await openAt(prefix), await openAt(prefix)];
    await one.append(ref('a'), [turn('1')]);
    expect(await other.recent(ref('a'), 5)).toEqual([turn('1')]);
    expect(await one.lock('acme', 'sweep', 5_000)).toBeDefined();
    expect(await other.lock('acme', 'sweep', 5_000)).toBeUndefined();
    const heard: string[] = [];
    await other.subscribe('acme', 'drafts', (message) => heard.push(message));
    await one.publish('acme', 'drafts', 'one');
    await waitFor('the message', () => heard.length === 1);
    expect(await other.statistics()).toMatchObject({ hits: 1, misses: 0, sessions: 1 });
  });

  it('lets one listener go while another one goes on', async () => {
    const store = await open();
    const heard: string[] = [];
    const leave = await store.subscribe('acme', 'drafts', (message) => heard.push(`first ${message}`));
    await store.subscribe('acme', 'drafts', (message) => heard.push(`second ${message}`));
    await store.publish('acme', 'drafts', 'a');
    await leave();
    await leave();
    await store.publish('acme', 'drafts', 'b');
    await waitFor('the last message', () => heard.length === 3);
    expect(heard).toEqual(['first a', 'second a', 'second b']);
  });

  it('names the tenant in every key that belongs to one, and leaves nothing of a customer that it forgot', async () => {
    const prefix = `test-${newId()}`;
    const store = await openAt(prefix, { ttlMs: 60_000, maxTurns: 5 });
    await store.append(ref('jo:1'), [turn('1')]);
    await store.mergeContext(ref('jo:1'), { plan: 'gold' });
    const inTenant = (await keysOf(prefix)).filter((key) => key !== `${prefix}:live-sessions`);
    expect(inTenant).toEqual([
      `${prefix}:acme:channels:jo%3A1`,
      `${prefix}:acme:session:jo%3A1:chat:context`,
      `${prefix}:acme:session:jo%3A1:chat:turns`,
    ]);
    await store.append(ref('other'), [turn('1')]);
    expect(await store.forget('acme', 'jo:1')).toBe(1);
    expect((await keysOf(prefix)).filter((key) => key.includes('jo'))).toEqual([]);
    expect(await store.statistics()).toMatchObject({ sessions: 1 });
  });

  it('lets nothing outlive a session', async () => {
    const prefix = `test-${newId()}`;
    const store = await openAt(prefix, { ttlMs: 200, maxTurns: 5 });
    await store.append(ref('a'), [turn('1')]);
    await store.mergeContext(ref('a'), { plan: 'gold' });
    await store.lock('acme', 'sweep', 100);
    await pass(300);
    expect(await store.statistics()).toMatchObject({ sessions: 0 });
    expect(await keysOf(prefix)).toEqual([]);
  });

  it('adds turns of several replicas at once without losing or doubling one', async () => {
    const store = await open({ ttlMs: 60_000, maxTurns: 100 });
    const turns = Array.from({ length: 30 }, (_, at) => turn(`t${at}`));
    await Promise.all([...turns, ...turns].map((one) => store.append(ref('a'), [one])));
    const found = (await store.recent(ref('a'), 100)).map(({ id }) => id);
    expect(found.sort()).toEqual(turns.map(({ id }) => id).sort());
  });

  it('begins anew when everything was removed meanwhile', async () => {
    const prefix = `test-${newId()}`;
    const store = await openAt(prefix, { ttlMs: 60_000, maxTurns: 5 });
    await store.append(ref('a'), [turn('1')]);
    for (const key of await keysOf(prefix)) await redis.del(key);
    expect(await store.recent(ref('a'), 5)).toEqual([]);
    await store.append(ref('a'), [turn('2')]);
    expect(await store.recent(ref('a'), 5)).toEqual([turn('2')]);
  });

  it('is opened from the configuration', async () => {
    const source = new ConfigSource({ REDIS_URL: URL, REDIS_KEY_PREFIX: `test-${newId()}` });
    const store = await openRedisSessions(source.read(RedisConfig), source.read(MemoryConfig), Logger.silent());
    opened.push(store);
    await waitFor('the tier', async () => (await store.health()).status === 'up');
    await expect(store.checkHealth()).resolves.toBeUndefined();
  });
});
