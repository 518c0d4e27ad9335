import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@mesh/testing';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../../..');
const HOOK = join(ROOT, 'libs/bootstrap/test/run-typescript.cjs');
const MAIN = join(ROOT, 'apps/standalone/src/main.ts');

/** The sources as they are, as a process of their own, in a folder that only its owner can enter. */
function start(dataDir: string, environment: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, ['-r', HOOK, MAIN], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', MANAGEMENT_PORT: '0', ...environment },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = () =>
    waitFor('the banner', () => /API +(http:\S+)\/v1 [\s\S]*stops it/.exec(said)?.[1], 60_000).catch(() => {
      throw new Error(`no banner:\n${said}`);
    });
  return { child, ended, url, said: () => said };
}

describe('the whole mesh in one process', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'mesh-standalone-')), 'data');
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));

  const ask = async (url: string, path: string, body?: object) => {
    const key = readFileSync(join(dataDir, 'admin-key'), 'utf8').trim();
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('starts from nothing, answers, and ends with 0 when it is asked to', async () => {
    const mesh = start(dataDir);
    const url = await mesh.url();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const { body } = await ask(url, '/v1/knowledge/search', { query: 'how long does shipping take' });
    expect((body['items'] as object[])[0]).toMatchObject({ documentId: 'shipping' });
    mesh.child.kill('SIGTERM');
    expect(await mesh.ended).toBe(0);
    expect(statSync(join(dataDir, 'admin-key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'mesh.log'), 'utf8')).not.toContain('"level":"error"');
  });

  it('keeps what it has accepted over kill -9, and its key and port of Postgres too', async () => {
    const first = start(dataDir);
    const ticket = { body: 'How long does shipping take?', customer: { email: 'ada@example.com' } };
    const { status, body } = await ask(await first.url(), '/v1/tickets', ticket);
    expect(status).toBe(202);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(dataDir);
    const found = await ask(await second.url(), `/v1/tickets/${String(body['id'])}`);
    expect(found.status).toBe(200);
    expect(second.said()).not.toContain('sample articles');
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('says so when the data folder belongs to a mesh that runs', async () => {
    const first = start(dataDir);
    await first.url();
    const second = start(dataDir);
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/in use by another process/);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('names every fault of its configuration before it touches the data folder', async () => {
    const mesh = start(dataDir, { PORT: 'eighty', LOG_LEVEL: 'loud', MESH_ADMIN_KEY: 'short' });
    expect(await mesh.ended).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'MESH_ADMIN_KEY']) expect(mesh.said()).toContain(`- ${name}: `);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('starts without the sample articles where they are not wanted', async () => {
    const mesh = start(dataDir, { SAMPLE_KNOWLEDGE_ENABLED: 'false' });
    const { body } = await ask(await mesh.url(), '/v1/knowledge/documents');
    expect(body['items']).toEqual([]);
    mesh.child.kill('SIGTERM');
    expect(await mesh.ended).toBe(0);
  });
});
