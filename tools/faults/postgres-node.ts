import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { copyTree } from './copy-tree';
import { freePort } from './free-port';
import { PostgresPlace } from './postgres-place';

/** How Postgres is told to stop: `immediate` is a crash, with recovery at the next start. */
export type StopMode = 'fast' | 'immediate';

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const PASSWORD = 'password-of-a-throw-away-server';
const READY_MS = 30_000;
const PASSING = new Set(['postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_dynshmem', 'pg_stat_tmp']);
const SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', wal_keep_size: '256MB' };

type Settings = Readonly<Record<string, string>>;

/** A real Postgres of its own, to be restarted, copied, promoted and fenced. */
export class PostgresNode {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly place: PostgresPlace,
    readonly port: number,
    private readonly settings: Settings,
  ) {}

  /** A fresh, running primary. @param prepare is given the empty folder of its data, to put it on a disk of its own */
  static async create(settings: Settings = {}, prepare?: (folder: string) => void): Promise<PostgresNode> {
    const node = new PostgresNode(await PostgresPlace.create(), await freePort(), settings);
    mkdirSync(node.place.data, { mode: 0o700 });
    prepare?.(node.place.data);
    node.place.own(node.place.data);
    const password = node.place.write('password', PASSWORD);
    const access = ['--username=postgres', `--pwfile=${password}`, '--auth=scram-sha-256'];
    await node.place.run('initdb', ['-D', node.place.data, ...access, '--encoding=UTF8', '--locale=C', '--no-sync']);
    await node.start();
    return node;
  }

  get adminUrl(): string {
    return this.urlOf('postgres');
  }

  /** The superuser's URL of a database. */
  urlOf(database: string): string {
    return `postgres://postgres:${PASSWORD}@127.0.0.1:${this.port}/${database}`;
  }

  get running(): boolean {
    return this.process?.exitCode === null && this.process.signalCode === null;
  }

  /** @throws Error when it is not ready in time */
  async start(): Promise<void> {
    const settings = { ...SETTINGS, ...this.settings, port: String(this.port) };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = this.place.spawn('postgres', ['-D', this.place.data, ...args]);
    this.process = child;
    const deadline = performance.now() + READY_MS;
    while (!this.isReady(child)) {
      const ended = child.exitCode !== null || child.signalCode !== null;
      if (ended || performance.now() > deadline) throw new Error('Postgres does not start');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(mode: StopMode = 'fast'): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(SIGNALS[mode]);
    await gone;
  }

  async restart(mode: StopMode): Promise<void> {
    await this.stop(mode);
    await this.start();
  }

  /** Runs SQL as the superuser, on a connection of its own. */
  async query<Row extends object>(statement: string, database = 'postgres'): Promise<Row[]> {
    return this.connected(async (client) => (await client.query(statement)).rows as Row[], database);
  }

  /** A standby that follows this node, made from a copy taken while the node works. */
  async standby(): Promise<PostgresNode> {
    const conninfo = `host=127.0.0.1 port=${this.port} user=postgres password=${PASSWORD}`;
    const node = new PostgresNode(await PostgresPlace.create(), await freePort(), {
      ...this.settings,
      primary_conninfo: conninfo,
    });
    await this.connected(async (client) => {
      await client.query(`SELECT pg_backup_start('standby', true)`);
      copyTree(this.place.data, node.place.data, PASSING);
      const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
      node.place.write('postgres/backup_label', rows[0]?.labelfile ?? '');
    });
    node.place.write('postgres/standby.signal', '');
    for (const name of PASSING) if (!name.includes('.')) mkdirSync(path.join(node.place.data, name), { mode: 0o700 });
    node.place.own(node.place.data);
    chmodSync(node.place.data, 0o700);
    await node.start();
    return node;
  }

  /** The standby becomes a primary; resolves once it takes writes. */
  async promote(): Promise<void> {
    await this.query('SELECT pg_promote(true, 30)');
  }

  async remove(): Promise<void> {
    await this.stop('immediate');
    this.place.remove();
  }

  /** What Postgres itself says in its pid file; the process between is a wrapper where root runs this. */
  private isReady(child: ChildProcess): boolean {
    const file = path.join(this.place.data, 'postmaster.pid');
    if (!existsSync(file)) return false;
    const lines = readFileSync(file, 'utf8').split('\n');
    return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready';
  }

  private async connected<T>(work: (client: Client) => Promise<T>, database = 'postgres'): Promise<T> {
    const client = new Client({ connectionString: this.urlOf(database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
