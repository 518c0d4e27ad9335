import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const OWNER = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'embedded-postgres.mjs');
const RESTART_LIMIT = 3;
const RESTART_WINDOW_MS = 60_000;

/**
 * Starts the owner process of the embedded Postgres and waits until the database is ready.
 *
 * Returns {adminUrl, port, pid, rolePasswords, stop()}; `stop` resolves once Postgres is gone. An owner that dies is replaced,
 * at the same address; `onExit(error)` is told when that is no use. Rejects with an Error whose `code` is DATA_DIR_LOCKED
 * or POSTGRES_FAILED. The database ends with the process that called this, even after kill -9.
 *
 * CommonJS code calls it as `await import(pathToFileURL('<root>/scripts/lib/embedded-postgres-client.mjs').href)`.
 */
export async function startEmbeddedPostgres({ dataDir, port, maxConnections, fast = false, onExit }) {
  let stopping = false;
  let deaths = [];
  let owner = await startOwner({ dataDir, port, maxConnections, fast });
  const { adminUrl, port: actual, rolePasswords } = owner.said;

  const replace = async (code) => {
    if (stopping) return;
    deaths = [...deaths.filter((at) => Date.now() - at < RESTART_WINDOW_MS), Date.now()];
    if (deaths.length > RESTART_LIMIT) throw new Error(`The owner of Postgres keeps ending (${code}).`);
    owner = await startOwner({ dataDir, port: actual, maxConnections, fast });
    watch();
  };
  let replacing = Promise.resolve();
  const watch = () => {
    replacing = owner.ended.then(replace).catch((error) => onExit?.(error));
  };
  watch();

  const stop = async () => {
    stopping = true;
    await owner.end();
    await replacing;
    await owner.end();
  };
  return {
    adminUrl,
    port: actual,
    rolePasswords,
    stop,
    get pid() {
      return owner.pid;
    },
  };
}

async function startOwner({ dataDir, port, maxConnections, fast }) {
  const args = [OWNER, '--data-dir', dataDir];
  if (port !== undefined) args.push('--port', String(port));
  if (maxConnections !== undefined) args.push('--max-connections', String(maxConnections));
  if (fast) args.push('--fast');
  // Its own process group: a Ctrl-C for the caller must not take the database away while the caller still drains.
  // It learns of the caller's end from its stdin, the pipe that is never written to.
  const child = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => child.stdin.destroy());
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said = await firstLine(child, ended);
  const end = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { said, ended, end, pid: child.pid };
}

async function firstLine(child, ended) {
  const spawnError = new Promise((_, reject) => child.once('error', reject));
  const lines = createInterface({ input: child.stdout });
  const line = new Promise((resolve) => lines.once('line', resolve).once('close', () => resolve(undefined)));
  const answer = await Promise.race([line, spawnError]);
  const said = answer === undefined ? { message: 'The owner of Postgres ended without a word.' } : JSON.parse(answer);
  if (said.ready) return said;
  await ended;
  throw Object.assign(new Error(said.message), { code: said.code ?? 'POSTGRES_FAILED' });
}
