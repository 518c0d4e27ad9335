import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { commandOf, isAlive } from './process-info.mjs';
import { waitFor } from './wait.mjs';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;

/** What Postgres itself says in its pid file: {pid, ready}; undefined if there is none. */
export function readPidFile(pgData) {
  const file = path.join(pgData, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Ends a Postgres that outlived the process that started it, and removes a pid file that names a stranger
 * (Postgres would refuse to start beside it). The caller holds the lock on the data, so nobody else owns it.
 */
export async function stopOrphan(pgData, say) {
  const found = readPidFile(pgData);
  if (!found) return;
  if (!isAlive(found.pid)) return;
  if (!/(^|\/)postgres(\.exe)? /.test(`${commandOf(found.pid)} `)) {
    rmSync(path.join(pgData, 'postmaster.pid'));
    return;
  }
  say(`Stopping the Postgres that an ended run left behind (process ${found.pid}).`);
  await stopPostmaster(found.pid);
}

/** Fast shutdown first (sessions are ended, data is flushed), then harder. Resolves once the process is gone. */
export async function stopPostmaster(pid) {
  const steps = [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
    ['SIGKILL', IMMEDIATE_MS],
  ];
  for (const [signal, patience] of steps) {
    if (!send(pid, signal)) return;
    if (await waitFor(() => !isAlive(pid), patience)) return;
  }
  throw new Error(`Process ${pid} of Postgres cannot be ended.`);
}

function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}
