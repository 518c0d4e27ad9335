#!/usr/bin/env node
/**
 * The one owner of the embedded Postgres of a data folder.
 *
 *   node scripts/embedded-postgres.mjs --data-dir DIR [--port N] [--max-connections N] [--fast]
 *
 * When the database is ready it writes one JSON line to stdout,
 *   {"ready":true,"port":N,"adminUrl":"postgres://...","rolePasswords":{"mesh_owner":"...",...}}
 * and stays. It stops Postgres on SIGTERM, SIGINT, or when its parent ends, and starts it again when it dies.
 * On failure: {"ready":false,"code":"...","message":"..."} and exit code 1.
 * `--fast` gives up durability; it is for tests.
 */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { acquireLock, LockedError } from './lib/lock.mjs';
import { onParentGone } from './lib/parent-watch.mjs';
import { placePostgres } from './lib/postgres-account.mjs';
import { PostgresServer } from './lib/postgres-server.mjs';
import { postgresPasswords } from './lib/secrets.mjs';

const CRASH_LIMIT = 5;
const CRASH_WINDOW_MS = 60_000;

const say = (line) => process.stderr.write(`${line}\n`);
let lock;
let server;
let ending;

function end(code) {
  ending ??= (async () => {
    await server?.stop();
    lock?.release();
  })().then(
    () => process.exit(code),
    (error) => {
      say(error.message);
      process.exit(1);
    },
  );
  return ending;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      'max-connections': { type: 'string', default: '100' },
      fast: { type: 'boolean', default: false },
    },
  });
  if (!values['data-dir']) throw new Error('--data-dir is missing.');
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new Error('--port is not a port.');
  const maxConnections = Number(values['max-connections']);
  if (!(Number.isInteger(maxConnections) && maxConnections > 0)) throw new Error('--max-connections is not a number.');
  return { dataDir: path.resolve(values['data-dir']), port, maxConnections, fast: values.fast };
}

/** The port of the last run is taken again if it is free, so that addresses stay the same over restarts. */
function lastPort(dataDir) {
  const file = path.join(dataDir, 'postgres.port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0;
}

function requireWritable(dataDir) {
  try {
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { uid } = statSync(dataDir);
    const message = `The data folder ${dataDir} belongs to user ${uid}. Start as that user or as root, or set DATA_DIR.`;
    throw new Error(message, { cause: error });
  }
}

async function run({ dataDir, port, maxConnections, fast }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  requireWritable(dataDir);
  lock = await acquireLock(path.join(dataDir, 'postgres.lock'), { patienceMs: 1_000 });
  const place = placePostgres(dataDir);
  const passwords = postgresPasswords(dataDir);
  server = new PostgresServer({ place, dataDir, fast, maxConnections, say });
  await server.initialise(passwords.postgres);
  const actual = await server.start(port ?? lastPort(dataDir), { mayMove: port === undefined });
  writeFileSync(path.join(dataDir, 'postgres.port'), String(actual));
  keepAlive(server, actual);
  const { postgres, ...rolePasswords } = passwords;
  const adminUrl = `postgres://postgres:${postgres}@127.0.0.1:${actual}/postgres`;
  process.stdout.write(`${JSON.stringify({ ready: true, port: actual, adminUrl, rolePasswords })}\n`);
}

function keepAlive(running, port) {
  let crashes = [];
  running.onExit = async () => {
    crashes = [...crashes.filter((at) => Date.now() - at < CRASH_WINDOW_MS), Date.now()];
    say(`Postgres ended unexpectedly (${crashes.length} within a minute); starting it again.`);
    if (crashes.length > CRASH_LIMIT) return fail(new Error('Postgres keeps ending.'));
    await running.start(port, { mayMove: false }).catch(fail);
  };
}

function fail(error) {
  if (ending) return ending;
  const locked = error instanceof LockedError;
  const message = locked
    ? `The data folder is in use by another process (${error.holder.pid}). Stop it, or set DATA_DIR to another folder.`
    : error.message;
  process.stdout.write(
    `${JSON.stringify({ ready: false, code: locked ? 'DATA_DIR_LOCKED' : 'POSTGRES_FAILED', message })}\n`,
  );
  say(message);
  return end(1);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => end(0));
process.stdout.on('error', () => end(0));
onParentGone(() => end(0));

try {
  await run(readOptions());
} catch (error) {
  await fail(error);
}
