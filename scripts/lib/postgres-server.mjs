import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { readPidFile, stopOrphan, stopPostmaster } from './postgres-orphan.mjs';
import { isAlive } from './process-info.mjs';
import { sleep, waitFor } from './wait.mjs';

const START_ATTEMPTS = 8;
// After a crash Postgres reads its log again before it is ready.
const READY_MS = 120_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  synchronous_commit: 'on',
  fsync: 'on',
  password_encryption: 'scram-sha-256',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Neither statements nor row contents in the log: they hold customers' words.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};
const FAST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** One Postgres on the data of `place`. `onExit` is told when it ends without having been asked to. */
export class PostgresServer {
  #child;
  #stopping = false;

  constructor({ place, dataDir, fast, maxConnections, say }) {
    Object.assign(this, { place, fast, maxConnections, say });
    this.pgData = path.join(place.home, 'postgres');
    this.logFile = path.join(dataDir, 'postgres.log');
  }

  /** Makes the database if there is none. A half-made one of an interrupted run is thrown away. */
  async initialise(password) {
    if (existsSync(this.pgData)) return;
    const draft = `${this.pgData}.new`;
    const passwordFile = `${this.pgData}.password`;
    // The initdb of a killed run may still be writing for a moment.
    for (const left of [draft, passwordFile])
      rmSync(left, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    mkdirSync(draft, { mode: 0o700 });
    this.place.own(draft);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    this.place.own(passwordFile);
    try {
      await this.#initdb(draft, passwordFile);
    } finally {
      rmSync(passwordFile, { force: true });
    }
    renameSync(draft, this.pgData);
  }

  async #initdb(folder, passwordFile) {
    const args = ['-D', folder, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
    if (this.fast) args.push('--no-sync');
    const code = await new Promise((resolve, reject) => {
      this.#spawn('initdb', args).once('error', reject).once('exit', resolve);
    });
    if (code !== 0) throw new Error(`The database could not be made.\n${this.#lastLines()}`);
  }

  /** Starts and waits until Postgres says that it is ready. Returns the port: the wished one, or another if `mayMove`. */
  async start(wishedPort, { mayMove }) {
    await stopOrphan(this.pgData, this.say);
    for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
      const port = mayMove ? await freePort(wishedPort) : wishedPort;
      if (await this.#tryStart(port)) return port;
      if (this.#stopping) break;
      await sleep(100 * attempt);
    }
    throw new Error(`Postgres does not start on port ${wishedPort || '(any)'}.\n${this.#lastLines()}`);
  }

  async #tryStart(port) {
    const own = { max_connections: String(this.maxConnections), port: String(port) };
    const settings = { ...SETTINGS, ...(this.fast ? FAST_SETTINGS : {}), ...own };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = this.#spawn('postgres', ['-D', this.pgData, ...args]);
    let ended = false;
    const failed = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve((ended = true)));
    });
    this.#child = child;
    const isReady = () => {
      const said = readPidFile(this.pgData);
      return ended || (said?.pid === child.pid && said.ready);
    };
    await Promise.race([failed, waitFor(isReady, READY_MS)]);
    if (ended) return false;
    child.once('exit', () => !this.#stopping && this.onExit?.());
    return true;
  }

  /** Resolves once Postgres is gone, its data flushed. */
  async stop() {
    this.#stopping = true;
    if (this.#child?.pid && isAlive(this.#child.pid)) await stopPostmaster(this.#child.pid);
  }

  #spawn(program, programArgs) {
    const [command, args, options] = this.place.wrap(path.join(this.place.bin, program), programArgs);
    // A file and not a pipe: Postgres must be able to write when its starter has died.
    const log = this.#openLog();
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
    try {
      return spawn(command, args, { ...options, env, stdio: ['ignore', log, log] });
    } finally {
      closeSync(log);
    }
  }

  #openLog() {
    const size = statSync(this.logFile, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT_BYTES) renameSync(this.logFile, `${this.logFile}.1`);
    return openSync(this.logFile, 'a', 0o600);
  }

  #lastLines() {
    return existsSync(this.logFile)
      ? readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n')
      : '';
  }
}
