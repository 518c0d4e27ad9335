import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import pg from 'pg';
import { startEmbeddedPostgres } from '../lib/embedded-postgres-client.mjs';
import { readPidFile } from '../lib/postgres-orphan.mjs';
import { isAlive } from '../lib/process-info.mjs';
import { ROOT } from '../lib/project.mjs';
import { waitFor } from '../lib/wait.mjs';
import { privateFolder } from './support.mjs';

const CLIENT = new URL('../lib/embedded-postgres-client.mjs', import.meta.url).href;
const OWNER = path.join(ROOT, 'scripts/embedded-postgres.mjs');
const PATIENCE_MS = 20_000;

const lineOf = (child) => new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
const ownerOf = (dataDir) => JSON.parse(readFileSync(path.join(dataDir, 'postgres.lock'), 'utf8')).pid;
const postmasterOf = (dataDir) => readPidFile(path.join(dataDir, 'postgres'))?.pid;
const gone = (pid) => waitFor(() => !isAlive(pid), PATIENCE_MS);

async function query(adminUrl, sql) {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function modesBelow(folder) {
  return readdirSync(folder).map((name) => (statSync(path.join(folder, name)).mode & 0o777).toString(8));
}

async function started(t, dataDir, options = {}) {
  const postgres = await startEmbeddedPostgres({ dataDir, ...options });
  t.after(() => postgres.stop());
  return postgres;
}

describe('the embedded Postgres', () => {
  test('is made whole after a first start that was killed at any moment', async (t) => {
    const dataDir = privateFolder(t);
    for (const step of ['secrets', 'postgres.new', 'postgres.new/base', 'postgres']) {
      const owner = spawn(process.execPath, [OWNER, '--data-dir', dataDir], { stdio: ['pipe', 'ignore', 'ignore'] });
      await waitFor(() => existsSync(path.join(dataDir, step)), PATIENCE_MS, 2);
      owner.kill('SIGKILL');
      await gone(owner.pid);
    }
    const { adminUrl } = await started(t, dataDir);
    assert.deepEqual(await query(adminUrl, 'select 1 as one'), [{ one: 1 }]);
  });

  test('keeps its rows, passwords and port over a restart; only the owner can read the passwords', async (t) => {
    const dataDir = path.join(privateFolder(t), 'data');
    const first = await started(t, dataDir);
    await query(first.adminUrl, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await started(t, dataDir);
    assert.deepEqual(await query(second.adminUrl, 'select answer from kept'), [{ answer: 42 }]);
    assert.deepEqual([second.adminUrl, second.rolePasswords], [first.adminUrl, first.rolePasswords]);
    assert.deepEqual(modesBelow(path.join(dataDir, 'secrets')), ['600', '600', '600', '600']);
    await assert.rejects(query(second.adminUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), /password/);
  });

  test('is durable, and answers on the loopback address alone', async (t) => {
    const { adminUrl } = await started(t, privateFolder(t));
    const sql = `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
                        current_setting('listen_addresses') as address`;
    assert.deepEqual(await query(adminUrl, sql), [{ fsync: 'on', commit: 'on', address: '127.0.0.1' }]);
  });

  test('is refused to a second process on the same data, in plain words', async (t) => {
    const dataDir = privateFolder(t);
    const { adminUrl } = await started(t, dataDir, { fast: true });
    const refused = { code: 'DATA_DIR_LOCKED', message: /in use by another process \(\d+\).*DATA_DIR/ };
    await assert.rejects(startEmbeddedPostgres({ dataDir, fast: true }), refused);
    assert.deepEqual(await query(adminUrl, 'select 1 as one'), [{ one: 1 }]);
  });

  test('that outlived a killed owner is ended by the next start, and no row is lost', async (t) => {
    const dataDir = privateFolder(t);
    const owner = spawn(process.execPath, [OWNER, '--data-dir', dataDir], { stdio: ['pipe', 'pipe', 'ignore'] });
    const { adminUrl } = JSON.parse(await lineOf(owner));
    await query(adminUrl, 'create table kept as select 42 as answer');
    const orphan = postmasterOf(dataDir);
    owner.kill('SIGKILL');
    await gone(owner.pid);
    assert.equal(isAlive(orphan), true);
    const next = await started(t, dataDir);
    assert.equal(isAlive(orphan), false);
    assert.equal(next.adminUrl, adminUrl);
    assert.deepEqual(await query(next.adminUrl, 'select answer from kept'), [{ answer: 42 }]);
  });

  test('gets a new owner at the same address when its owner is killed', async (t) => {
    const dataDir = privateFolder(t);
    const { adminUrl } = await started(t, dataDir);
    await query(adminUrl, 'create table kept as select 42 as answer');
    const before = [ownerOf(dataDir), postmasterOf(dataDir)];
    process.kill(before[0], 'SIGKILL');
    await gone(before[1]);
    const rows = await waitFor(() => query(adminUrl, 'select answer from kept').catch(() => undefined), PATIENCE_MS);
    assert.deepEqual(rows, [{ answer: 42 }]);
    assert.notEqual(ownerOf(dataDir), before[0]);
  });

  test('is started again on the same port when it is killed itself', async (t) => {
    const dataDir = privateFolder(t);
    const { adminUrl } = await started(t, dataDir);
    await query(adminUrl, 'create table kept as select 42 as answer');
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    const rows = await waitFor(() => query(adminUrl, 'select answer from kept').catch(() => undefined), PATIENCE_MS);
    assert.deepEqual(rows, [{ answer: 42 }]);
  });

  test('ends when the process that wanted it is killed, and the next start does not have to wait for a person', async (t) => {
    const dataDir = privateFolder(t);
    const code = `import { startEmbeddedPostgres } from '${CLIENT}';
      console.log((await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, fast: true })).port);`;
    const app = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await lineOf(app);
    const pids = [ownerOf(dataDir), postmasterOf(dataDir)];
    app.kill('SIGKILL');
    await started(t, dataDir, { fast: true });
    assert.deepEqual(pids.map(isAlive), [false, false]);
  });

  test('starts beside the pid file of a crashed machine whose number now belongs to a stranger', async (t) => {
    const dataDir = privateFolder(t);
    await (await startEmbeddedPostgres({ dataDir, fast: true })).stop();
    writeFileSync(
      path.join(dataDir, 'postgres/postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n\n\nready\n`,
    );
    const { adminUrl } = await started(t, dataDir, { fast: true });
    assert.deepEqual(await query(adminUrl, 'select 1 as one'), [{ one: 1 }]);
  });

  test('says why when the wished port is taken', async (t) => {
    const { port } = await started(t, privateFolder(t), { fast: true });
    await assert.rejects(
      startEmbeddedPostgres({ dataDir: privateFolder(t), port, fast: true }),
      /port \d+[^]*address already in use/i,
    );
  });
});
