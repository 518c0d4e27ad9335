/* Needs the program `redis-server`, which the layer that has a REDIS_URL brings along: here it is killed. */
import { ConfigSource, RedisConfig } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { type Sql, WorkerDatabase } from '@mesh/persistence';
import { RedisServer, type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { passage } from '../../test/long-term-store.contract';
import { MemoryResolutionKeeper } from '../../test/memory-resolution-keeper';
import { MemoryTruth } from '../../test/memory-truth';
import { turn } from '../../test/session-store.contract';
import { LongTermMemory } from '../long-term/long-term-memory';
import { MemoryLongTermStore } from '../long-term/memory-long-term-store';
import { MemoryManager } from '../manager/memory-manager';
import { MemoryConfig } from '../memory.config';
import { stateMigration } from '../migrations/state-migration';
import { PgStateStore } from '../state/pg-state-store';
import type { RedisSessionStore } from './redis-session-store';
import { openRedisSessions } from './session-store.providers';

const REQUEST_LIMIT_MS = 2_000;

describe('the session tier while its Redis is away', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let server: RedisServer;
  let store: RedisSessionStore;

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'memory_test', migrations: [stateMigration('memory_test')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 8, 'memory-test');
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });
  beforeEach(async () => {
    server = await RedisServer.start();
    const source = new ConfigSource({ REDIS_URL: server.url, REDIS_STARTUP_GRACE_MS: '60000' });
    store = await openRedisSessions(source.read(RedisConfig), source.read(MemoryConfig), Logger.silent());
  });
  afterEach(async () => {
    store.onApplicationShutdown();
    await server.remove();
  });

  const session = { tenantId: 'acme', customerId: 'jo', channel: 'chat' };
  const isUp = () => waitFor('the tier to be up', async () => (await store.health()).status === 'up');
  const inAcme = <T>(work: (sql: Sql) => Promise<T>) => worker.inTenant('acme', work);

  const memory = () => {
    const truth = new MemoryTruth();
    truth.set('bikes', passage('bikes', 'Lock the bicycle at any docking station to end the rental.'));
    const longTerm = new LongTermMemory(new MemoryLongTermStore(), truth);
    return new MemoryManager(new PgStateStore('memory_test', worker), store, longTerm, new MemoryResolutionKeeper());
  };
  const request = {
    session,
    text: 'where do I lock my bicycle',
    strategy: 'hybrid' as const,
    tokenBudget: 200,
    audiences: ['public'] as const,
  };

  it('degrades alone and quickly, erases nothing by half, and works again when Redis is back', async () => {
    await isUp();
    const manager = memory();
    await manager.remember(session, [turn('1', 'My bicycle has no bell.')]);
    await server.kill();

    const before = performance.now();
    const answer = await manager.recall(request);
    expect(performance.now() - before).toBeLessThan(REQUEST_LIMIT_MS);
    expect(answer).toMatchObject({ items: [{ source: 'long_term' }] });
    expect(answer.missing).toEqual([{ tier: 'session', code: 'SESSION_UNAVAILABLE' }]);
    const states = (await manager.health()).map(({ tier, status }) => [tier, status]);
    expect(states).toEqual([
      ['state', 'up'],
      ['session', 'degraded'],
      ['long_term', 'up'],
    ]);
    const who = { tenantId: 'acme', customerId: 'jo', ticketIds: [] };
    await expect(inAcme((sql) => manager.forget(sql, who))).rejects.toMatchObject({ code: 'SESSION_UNAVAILABLE' });

    await server.start();
    await isUp();
    const again = await manager.recall(request);
    expect(again.missing).toEqual([]);
    expect(again.items.map(({ source }) => source)).toEqual(['session', 'long_term']);
    expect((await inAcme((sql) => manager.forget(sql, who))).removed.session).toBe(1);
  });

  it('refuses every call with the same code, none of them slowly', async () => {
    await isUp();
    await server.kill();
    const calls = [
      () => store.append(session, [turn('1')]),
      () => store.recent(session, 1),
      () => store.mergeContext(session, { plan: 'gold' }),
      () => store.context(session),
      () => store.sessionsOf('acme', 'jo'),
      () => store.end(session),
      () => store.forget('acme', 'jo'),
      () => store.lock('acme', 'sweep', 1_000),
      () => store.publish('acme', 'drafts', 'one'),
      () => store.subscribe('acme', 'drafts', () => undefined),
      () => store.statistics(),
    ];
    const before = performance.now();
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'SESSION_UNAVAILABLE' });
    expect(performance.now() - before).toBeLessThan(REQUEST_LIMIT_MS);
  });

  it('hears again what is published after the return, without anybody subscribing anew', async () => {
    await isUp();
    const heard: string[] = [];
    const subscribed = () => store.subscribe('acme', 'drafts', (message) => heard.push(message));
    await waitFor('the subscription', () =>
      subscribed().then(
        () => true,
        () => false,
      ),
    );
    const before = store.hearing();
    expect(before.up).toBe(true);
    await server.kill();
    await waitFor('the loss to be known', () => !store.hearing().up);
    await server.start();
    await waitFor('a message', async () => {
      await store.publish('acme', 'drafts', 'back').catch(() => undefined);
      return heard.length > 0;
    });
    await waitFor('the return to be known', () => store.hearing().up);
    expect(store.hearing().interruptions).toBeGreaterThan(before.interruptions);
  });

  it('keeps a new service from being ready until it was reached once, and never again', async () => {
    await isUp();
    await store.checkHealth();
    await server.kill();
    await expect(store.recent(session, 1)).rejects.toMatchObject({ code: 'SESSION_UNAVAILABLE' });
    await expect(store.checkHealth()).resolves.toBeUndefined();
  });
});
