import { testDatabase, type TestDatabase, waitFor } from '@mesh/testing';
import { migrate } from '@mesh/persistence';
import { ChildService } from '../../test/child-service';
import { sampleService } from '../../test/sample-service';

const run = (environment: Record<string, string>) => new ChildService('run-sample.ts', environment);

const AWAY = 'postgres://mesh@127.0.0.1:1/mesh';

describe('a service that is started with a bad configuration', () => {
  it('names every fault at once, no value, and ends with 1', async () => {
    const { said, ended } = run({
      MANAGEMENT_PORT: 'hunter2',
      LOG_LEVEL: 'loud-and-clear',
      MESH_ADMIN_KEY: 'short-one',
      INBOX_CONCURRENCY: '-99',
      DATABASE_WORKER_URL: 'postgres://nobody@127.0.0.1:1/none',
    });
    expect(await ended).toBe(1);
    for (const name of ['MANAGEMENT_PORT', 'LOG_LEVEL', 'MESH_ADMIN_KEY', 'INBOX_CONCURRENCY', 'DATABASE_API_URL']) {
      expect(said.err).toContain(`- ${name}: `);
    }
    expect(said.err + said.out).not.toMatch(/hunter2|loud-and-clear|short-one|-99/);
  }, 30_000);

  it('needs a shared secret when services are processes of their own', async () => {
    const urls = { DATABASE_API_URL: 'postgres://x', DATABASE_WORKER_URL: 'postgres://x' };
    const { said, ended } = run({ MESH_PROFILE: 'distributed', ...urls });
    expect(await ended).toBe(1);
    expect(said.err).toContain('INTERNAL_TOKEN_SECRET: is needed in the distributed profile');
  }, 30_000);

  it('ends with 1 and a reason when its port is taken', async () => {
    const first = run({ DATABASE_API_URL: AWAY, DATABASE_WORKER_URL: AWAY });
    const port = new URL(await first.url()).port;
    const second = run({ DATABASE_API_URL: AWAY, DATABASE_WORKER_URL: AWAY, MANAGEMENT_PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.said.out).toContain('"event":"service.start_failed"');
    expect(second.said.out).toContain('PORT_UNAVAILABLE');
    await first.stop('SIGKILL');
  }, 30_000);
});

describe('a service that is started before its database', () => {
  it('lives, is not ready and says why, starts once the schema is as it needs it, and tells each change once', async () => {
    const database = await testDatabase([]);
    const { api, worker, owner } = database.urls;
    const service = run({ DATABASE_API_URL: api, DATABASE_WORKER_URL: worker });
    const notMigrated = await waitFor('the reason', async () => {
      const { status, body } = await service.ask('/health/ready');
      return status === 503 && body.includes('SCHEMA_NOT_MIGRATED') && body;
    });
    expect(JSON.parse(notMigrated)).toMatchObject({
      status: 'error',
      details: { service: { status: 'down', phase: 'starting' }, database: { code: 'SCHEMA_NOT_MIGRATED' } },
      services: { triage: 'not ready: service, database' },
    });
    expect(await service.ask('/health/live')).toEqual({ status: 200, body: '{"status":"ok"}' });
    expect((await service.ask('/metrics')).body).toContain('process_cpu_seconds_total');
    expect((await service.ask('/internal/echo')).status).toBe(503);
    await migrate(owner, [{ schema: sampleService.name, migrations: sampleService.migrations }]);
    await service.ready();
    expect((await service.ask('/health/ready')).status).toBe(200);
    expect([service.logged('service.waiting'), service.logged('service.dependencies_ready')]).toEqual([1, 1]);
    expect(await service.stop()).toBe(0);
    await database.drop();
  }, 30_000);

  it('ends with 0 when it is stopped while it waits', async () => {
    const service = run({ DATABASE_API_URL: AWAY, DATABASE_WORKER_URL: AWAY });
    await waitFor('it to wait', () => service.logged('service.waiting') > 0);
    expect((await service.ask('/health/ready')).body).toContain('DATABASE_UNAVAILABLE');
    expect(await service.stop()).toBe(0);
  }, 30_000);
});

describe('a service in a process of its own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase([{ schema: sampleService.name, migrations: sampleService.migrations }]);
  });
  afterAll(() => database.drop());

  const start = async (environment: Record<string, string> = {}) => {
    const child = run({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      ...environment,
    });
    return { child, url: await child.ready() };
  };

  const slowRequest = async (url: string, ms: number) => {
    const answer = fetch(`${url}/orders/slow/${ms}`);
    await waitFor('the request to be in hand', async () => {
      const text = await (await fetch(`${url}/orders/slow/count`)).text();
      return text === '1';
    });
    return { answer };
  };

  it('answers the request in hand before it ends with 0 on SIGINT, and ends the connection with it', async () => {
    const { child, url } = await start();
    const { answer } = await slowRequest(url, 500);
    child.child.kill('SIGINT');
    const { status, headers } = await answer;
    expect([status, headers.get('connection')]).toEqual([200, 'close']);
    expect(await child.ended).toBe(0);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  }, 30_000);

  it('goes on answering for as long as it was told to, while it says that it is not ready', async () => {
    const { child, url } = await start({ SHUTDOWN_DELAY_MS: '1500' });
    child.child.kill('SIGTERM');
    const ready = await waitFor('readiness to go', async () => {
      const answer = await child.ask('/health/ready');
      return answer.status === 503 && answer;
    });
    expect(ready.body).toContain('draining');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const order = await fetch(`${url}/orders`);
    expect([order.status, order.headers.get('connection')]).toEqual([200, 'close']);
    expect(await child.ended).toBe(0);
  }, 30_000);

  it('takes no new requests while those in hand finish, but tells how it is', async () => {
    const { child, url } = await start();
    const { answer } = await slowRequest(url, 1_500);
    child.child.kill('SIGTERM');
    await waitFor('the door to close', async () => (await child.ask('/orders')).status === 503);
    expect((await child.ask('/orders')).body).toContain('SERVICE_STOPPING');
    expect((await child.ask('/health/ready')).status).toBe(503);
    expect((await answer).status).toBe(200);
    expect(await child.ended).toBe(0);
  }, 30_000);

  it('gives up a drain that takes longer than its deadline, and says what hung with 1', async () => {
    const { child, url } = await start({ SHUTDOWN_DEADLINE_MS: '300' });
    const { answer } = await slowRequest(url, 5_000);
    const failed = answer.catch(() => 'cut');
    expect(await child.stop()).toBe(1);
    expect(child.said.out).toMatch(/"event":"process\.stop_timed_out".*"hung":"requests"/);
    expect(await failed).toBe('cut');
  }, 30_000);

  it('ends at once, with 1 and what hung, when it is told a second time', async () => {
    const { child, url } = await start();
    const { answer } = await slowRequest(url, 5_000);
    const failed = answer.catch(() => 'cut');
    child.child.kill('SIGTERM');
    const again = setInterval(() => child.child.kill('SIGTERM'), 100);
    expect(await child.ended).toBe(1);
    clearInterval(again);
    expect(child.said.out).toMatch(/"event":"process\.stop_interrupted".*"hung":"requests"/);
    expect(await failed).toBe('cut');
  }, 30_000);
});
