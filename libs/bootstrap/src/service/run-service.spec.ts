import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { sampleService } from '../../test/sample-service';

const TEST = join(__dirname, '../../test');

/** The sample service as a process of its own, with nothing of our environment but the path. */
function run(environment: Record<string, string>) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['-r', join(TEST, 'run-typescript.cjs'), join(TEST, 'run-sample.ts')],
    { env: { PATH: process.env['PATH'], ...environment } },
  );
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, said, ended };
}

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

  it('ends with 1 and a reason when the database cannot be reached', async () => {
    const away = 'postgres://mesh@127.0.0.1:1/mesh';
    const { said, ended } = run({ DATABASE_API_URL: away, DATABASE_WORKER_URL: away, MANAGEMENT_PORT: '0' });
    expect(await ended).toBe(1);
    expect(said.out).toContain('"event":"service.start_failed"');
  }, 30_000);
});

describe('a service in a process of its own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase([{ schema: sampleService.name, migrations: sampleService.migrations }]);
  });
  afterAll(() => database.drop());

  const start = async (environment: Record<string, string> = {}) => {
    const running = run({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      MANAGEMENT_PORT: '0',
      ...environment,
    });
    const port = await waitFor(
      'the service to be ready',
      () => /"event":"service\.ready","management_port":(\d+)/.exec(running.said.out)?.[1],
    );
    return { ...running, url: `http://127.0.0.1:${port}` };
  };

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes and ends with 0 on %s',
    async (signal) => {
      const { child, ended, url } = await start();
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      child.kill(signal);
      expect(await ended).toBe(0);
      await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    },
    30_000,
  );

  it('answers the request in hand before it ends', async () => {
    const { child, ended, url } = await start();
    const inHand = fetch(`${url}/orders/slow/500`);
    await waitFor('the request to be in hand', async () => {
      const text = await (await fetch(`${url}/orders/slow/count`)).text();
      return text === '1';
    });
    child.kill('SIGTERM');
    expect((await inHand).status).toBe(200);
    expect(await ended).toBe(0);
  }, 30_000);

  it('gives up a drain that takes longer than its deadline, and says so with 1', async () => {
    const { child, ended, url, said } = await start({ SHUTDOWN_DEADLINE_MS: '50' });
    const hanging = fetch(`${url}/orders/slow/5000`).catch(() => undefined);
    await waitFor('the request to be in hand', async () => {
      const text = await (await fetch(`${url}/orders/slow/count`)).text();
      return text === '1';
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(said.out).toContain('"event":"process.stop_timed_out"');
    await hanging;
  }, 30_000);
});
