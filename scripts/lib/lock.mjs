import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { startOf } from './process-info.mjs';
import { sleep } from './wait.mjs';

const SETTLE_MS = 150;

export class LockedError extends Error {
  code = 'LOCKED';
  constructor(file, holder) {
    super(`${file} is held by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Takes the lock that `file` stands for, in the name of this process. A lock whose holder has died is taken over.
 * A holder whose parent has died is about to end: it is given `leavingMs`. Any other holder is given `patienceMs`.
 * Throws LockedError. Returns {release()}.
 */
export async function acquireLock(file, { patienceMs = 0, leavingMs = 30_000 } = {}) {
  const started = Date.now();
  const mine = JSON.stringify({ ...identity(), id: randomUUID() });
  for (;;) {
    if (await tryAcquire(file, mine)) return { release: () => release(file, mine) };
    const holder = holderOf(file);
    const allowed = holder && isLeaving(holder) ? leavingMs : patienceMs;
    if (holder && Date.now() - started >= allowed) throw new LockedError(file, holder);
    await sleep(50);
  }
}

function identity() {
  return {
    pid: process.pid,
    started: startOf(process.pid),
    parent: process.ppid,
    parentStarted: startOf(process.ppid),
  };
}

async function tryAcquire(file, mine) {
  const displaced = removeIfDead(file);
  if (!linkNew(file, mine)) return false;
  // Two processes may have seen the same dead holder; after a take-over only the one whose lock is still there has it.
  if (displaced) await sleep(SETTLE_MS);
  return !displaced || readLock(file) === mine;
}

/** Creates the lock file with its content in one step, so nobody reads a half-written one. */
function linkNew(file, content) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead holder's lock away. If it turns out to be a fresh one, puts it back. */
function removeIfDead(file) {
  const seen = readLock(file);
  if (seen === undefined || holds(parse(seen))) return false;
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
  const moved = readLock(aside);
  if (moved !== seen) linkNew(file, moved);
  rmSync(aside, { force: true });
  return moved === seen;
}

function release(file, mine) {
  if (readLock(file) === mine) rmSync(file, { force: true });
}

function holderOf(file) {
  const content = readLock(file);
  return content === undefined ? undefined : parse(content);
}

const holds = (holder) => sameProcess(holder.pid, holder.started);
const isLeaving = (holder) => holder.parentStarted !== undefined && !sameProcess(holder.parent, holder.parentStarted);
const sameProcess = (pid, started) => started !== undefined && startOf(pid) === started;

function parse(content) {
  try {
    return JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function readLock(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
