import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { acquireLock } from '../lib/lock.mjs';
import { isAlive, startOf } from '../lib/process-info.mjs';
import { privateFolder } from './support.mjs';

const LOCK = new URL('../lib/lock.mjs', import.meta.url).href;
const lockIn = (t) => path.join(privateFolder(t), 'lock');

/** Another process that tries to take the lock, says what came of it, and holds it for as long as it is wanted. */
const contend = (file) =>
  spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { acquireLock } from '${LOCK}';
     try { await acquireLock(${JSON.stringify(file)}); console.log('taken'); setInterval(() => {}, 1e6); }
     catch (error) { console.log(error.code); }`,
  ]);
const verdict = (child) => new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('a lock file', () => {
  test('is refused to a second taker, who learns the first one by its process id', async (t) => {
    const file = lockIn(t);
    await acquireLock(file);
    await assert.rejects(acquireLock(file), (error) => error.code === 'LOCKED' && error.holder.pid === process.pid);
  });

  test('is free again after its release, and leaves nothing behind', async (t) => {
    const file = lockIn(t);
    (await acquireLock(file)).release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
    await acquireLock(file);
  });

  test('is taken over from a process that has died', async (t) => {
    const file = lockIn(t);
    writeFileSync(file, JSON.stringify({ pid: deadPid(), started: '1' }));
    await acquireLock(file);
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).pid, process.pid);
  });

  test('is taken over when another process has got the number of the dead holder', async (t) => {
    const file = lockIn(t);
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago' }));
    await acquireLock(file);
  });

  test('goes to exactly one of several that find the same dead holder', async (t) => {
    const file = lockIn(t);
    writeFileSync(file, JSON.stringify({ pid: deadPid(), started: '1' }));
    const children = Array.from({ length: 5 }, () => contend(file));
    t.after(() => children.forEach((child) => child.kill('SIGKILL')));
    const verdicts = await Promise.all(children.map(verdict));
    assert.deepEqual(verdicts.sort(), ['LOCKED', 'LOCKED', 'LOCKED', 'LOCKED', 'taken']);
  });

  test('is waited for when its holder has lost its parent and is about to end', async (t) => {
    const file = lockIn(t);
    const holder = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1e6)']);
    t.after(() => holder.kill('SIGKILL'));
    const orphaned = { pid: holder.pid, started: startOf(holder.pid), parent: deadPid(), parentStarted: '1' };
    writeFileSync(file, JSON.stringify(orphaned));
    const taking = acquireLock(file);
    holder.kill('SIGKILL');
    await taking;
  });
});

test('a process that has ended is not alive', () => {
  assert.equal(isAlive(process.pid), true);
  assert.equal(isAlive(deadPid()), false);
});
