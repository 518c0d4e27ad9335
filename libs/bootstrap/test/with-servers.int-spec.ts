import { randomInt } from 'node:crypto';
import { ConfigSource } from '@mesh/config';
import { newId } from '@mesh/kernel';
import { TransactionalOutbox, ensureTopics } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { migrate } from '@mesh/persistence';
import { TcpProxy, type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { createService } from '../src/service/create-service';
import { ServiceRegistry } from '../src/service/service-registry';
import { ChildService } from './child-service';
import { sampleService } from './sample-service';
import { shuffled } from './shuffled';
import { wiredService } from './wired-service';
import { orderOf } from './working-bench';

jest.setTimeout(120_000);

const BROKERS = process.env['KAFKA_BROKERS'] ?? '';
const REDIS = process.env['REDIS_URL'] ?? '';
const RETENTION = { facts: 1, commands: 1, deadLetters: 1 };

const makeTopics = (prefix: string, partitions: number) =>
  ensureTopics(
    { brokers: BROKERS.split(','), tls: false },
    { prefix, partitions, replication: 1, minInsync: 1, retentionHours: RETENTION },
    Logger.silent(),
  );

const wired = { schema: 'research', migrations: wiredService.migrations };

const environmentFor = (database: TestDatabase, prefix: string): Record<string, string> => ({
  MESH_PROFILE: 'distributed',
  MESH_ENVIRONMENT: 'testing',
  INTERNAL_TOKEN_SECRET: 'a-secret-only-for-these-tests',
  DATABASE_API_URL: database.urls.api,
  DATABASE_WORKER_URL: database.urls.worker,
  DATABASE_MAX_CONNECTIONS: '4',
  KAFKA_BROKERS: BROKERS,
  KAFKA_TOPIC_PREFIX: prefix,
  KAFKA_SESSION_TIMEOUT_MS: '2000',
  REDIS_URL: REDIS,
  REDIS_KEY_PREFIX: prefix.slice(0, -1),
  INBOX_LEASE_MS: '2000',
  INBOX_POLL_MS: '100',
});

const prefixOf = (): string => `life-${newId().slice(-12)}.`;

/** What a service said about itself, again and again, from its first moment on. */
function watch(service: ChildService) {
  const seen = { live: new Set<number>(), ready: [] as number[], missing: new Set<string>() };
  let over = false;
  const watching = (async () => {
    await service.url();
    while (!over) {
      const [live, ready] = await Promise.all([
        service.ask('/health/live', 5_000),
        service.ask('/health/ready', 5_000),
      ]);
      seen.live.add(live.status);
      seen.ready.push(ready.status);
      for (const [, code] of ready.body.matchAll(/"code":"([A-Z_]+)"/g)) seen.missing.add(code ?? '');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    seen,
    end: async () => {
      over = true;
      await watching;
    },
  };
}

describe('a service and the servers that it needs', () => {
  /** What a test has started, the last one first. */
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });
  const start = (environment: Record<string, string>): ChildService => {
    const service = new ChildService('run-wired.ts', environment);
    cleanups.push(() => service.stop('SIGKILL'));
    return service;
  };

  const seed = Number(process.env['START_ORDER_SEED'] ?? randomInt(1_000_000));

  /** Everything comes late, in the given order, each one once the service had time to see what is there. */
  async function startIn(order: readonly string[]) {
    const database = await testDatabase([]);
    cleanups.push(() => database.drop());
    const prefix = prefixOf();
    const gates = {
      postgres: await gateTo(database.urls.api),
      kafka: await gateTo(`tcp://${BROKERS}`),
      redis: await gateTo(REDIS),
    };
    cleanups.push(() => Promise.all(Object.values(gates).map((gate) => gate.close())));
    const coming: Record<string, () => Promise<unknown>> = {
      postgres: () => gates.postgres.heal(),
      migrations: () => migrate(database.urls.owner, [wired]),
      kafka: () => gates.kafka.heal(),
      topics: () => makeTopics(prefix, 2),
      redis: () => gates.redis.heal(),
    };
    const service = start({
      ...environmentFor(database, prefix),
      DATABASE_API_URL: gates.postgres.through(database.urls.api),
      DATABASE_WORKER_URL: gates.postgres.through(database.urls.worker),
      KAFKA_BROKERS: `127.0.0.1:${gates.kafka.port}`,
      REDIS_URL: gates.redis.through(REDIS),
    });
    const { seen, end } = watch(service);
    for (const name of order) {
      const looks = seen.ready.length + 5;
      await waitFor('the service to have looked around', () => seen.ready.length > looks, 30_000);
      await coming[name]?.();
    }
    const complete = performance.now();
    const first = seen.ready.indexOf(200);
    await waitFor('readiness', () => seen.ready.at(-1) === 200, 30_000).catch((error: unknown) => {
      throw new Error(`${order.join(', ')}: ${[...seen.missing].join(' ')}\n${service.said.out}`, { cause: error });
    });
    const took = performance.now() - complete;
    await end();
    const code = await service.stop();
    return { order, tooEarly: first >= 0, live: [...seen.live], missing: seen.missing, took, code };
  }

  it(`F06: is started before all of them, in any order: it lives, waits and is ready soon after the last (seed ${seed})`, async () => {
    const orders = Array.from({ length: 5 }, (_, n) =>
      shuffled(['postgres', 'migrations', 'kafka', 'topics', 'redis'], seed + n),
    );
    const results = await Promise.all(orders.map(startIn));
    for (const { live, took, code, missing } of results) {
      expect({ live, code }).toEqual({ live: [200], code: 0 });
      expect(took).toBeLessThan(30_000);
      expect([...missing]).toContain('DATABASE_UNAVAILABLE');
    }
    const early = results.filter(({ tooEarly, order }) => tooEarly && order.at(-1) !== 'redis');
    expect(early.map(({ order }) => order)).toEqual([]);
  });

  it('F12: loses its partitions while its thread is blocked; another process does the work, each message once', async () => {
    const database = await testDatabase([wired, { schema: 'triage', migrations: sampleService.migrations }]);
    cleanups.push(() => database.drop());
    const prefix = prefixOf();
    await makeTopics(prefix, 4);
    const environment = environmentFor(database, prefix);
    const [blocked, other] = [start({ ...environment, WHEN_TOLD: 'block:10000' }), start(environment)];
    const publish = await publisher(environment);
    await Promise.all([isReady(blocked), isReady(other)]);
    const effects = async () =>
      database.query<{ message_id: string; pid: number }>('SELECT message_id, pid FROM research.effects');
    const ids: string[] = [];
    await waitFor('the thread to be blocked', async () => {
      ids.push(...(await publish(1, true)));
      return blocked.logged('told') > 0;
    });
    ids.push(...(await publish(40, false)));
    await expect(blocked.ask('/health/live', 1_000)).rejects.toThrow(/timeout/);
    await waitFor('the other one to do it all', async () => (await effects()).length >= ids.length, 30_000);
    expect((await effects()).map(({ pid }) => pid)).toEqual(ids.map(() => other.child.pid));
    await blocked.ask('/health/live', 20_000);
    await isReady(blocked);
    expect((await effects()).map(({ message_id }) => message_id).sort()).toEqual([...ids].sort());
    expect([await blocked.stop(), await other.stop()]).toEqual([0, 0]);
  });

  /** Sends as another service does, so that no process under test is needed for it. */
  async function publisher(environment: Record<string, string>) {
    const source = new ConfigSource(environment);
    const registry = new ServiceRegistry();
    const sender = await createService(sampleService, { source, logger: Logger.silent(), registry });
    cleanups.push(() => sender.stop());
    const outbox = sender.app.get(TransactionalOutbox, { strict: false });
    return async (count: number, told: boolean): Promise<string[]> => {
      const ids: string[] = [];
      await outbox.run({ tenantId: 'default', correlationId: newId() }, (tx) => {
        for (let n = 0; n < count; n += 1) ids.push(tx.send(orderOf(told)));
        return Promise.resolve();
      });
      return ids;
    };
  }
});

/** An address at which nobody listens until it is healed. */
async function gateTo(url: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(url);
  const gate = await TcpProxy.start({ host: hostname, port: Number(port) });
  await gate.set({ refuse: true });
  return gate;
}

async function isReady(service: ChildService): Promise<void> {
  await waitFor(
    'the service to be ready',
    async () => (await service.ask('/health/ready', 20_000)).status === 200,
    30_000,
  );
}
