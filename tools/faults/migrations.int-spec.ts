import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { waitFor } from '@mesh/testing';
import type { DatabaseUrls } from '@mesh/persistence';
import { PostgresNode } from './postgres-node';
import { prepareLedger } from './test/ledger';

const LOADER = path.resolve(__dirname, '../../libs/bootstrap/test/run-typescript.cjs');
const PROCESSES = 5;
const PATIENCE_MS = 90_000;
const MIGRATION = 'research.Slow1799000000000';
const UNDER_WAY = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'`;

/** A process that migrates, and what it has said. */
class Migrating {
  said = '';
  readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit');
    child.stdout?.on('data', (bytes: Buffer) => (this.said += bytes.toString()));
  }

  static start({ owner }: DatabaseUrls): Migrating {
    const args = ['-r', LOADER, path.join(__dirname, 'test/run-migrations.ts')];
    const env = { PATH: process.env['PATH'], MIGRATE_URL: owner };
    return new Migrating(spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] }));
  }

  get begun(): boolean {
    return this.said.startsWith('begun');
  }

  get applied(): string[] {
    return JSON.parse(/applied (.*)/.exec(this.said)?.[1] ?? '[]') as string[];
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

describe('F39: several processes that start with a pending migration', () => {
  let node: PostgresNode;
  let urls: DatabaseUrls;
  beforeAll(async () => {
    node = await PostgresNode.create();
    urls = await prepareLedger(node);
  }, PATIENCE_MS);
  afterAll(() => node.remove(), PATIENCE_MS);

  it(
    'F39: apply it once, though the first of them is killed in the middle of it',
    async () => {
      const all = Array.from({ length: PROCESSES }, () => Migrating.start(urls));
      const first = await waitFor('the first to begin', () => all.find(({ begun }) => begun), PATIENCE_MS);
      await waitFor('it to be in the middle', async () => (await node.query(UNDER_WAY)).length === 1);
      first.kill();
      await first.ended;
      const others = all.filter((one) => one !== first);
      const second = await waitFor('another one to begin', () => others.find(({ begun }) => begun), PATIENCE_MS);
      // The server has ended what was left of the first one: the two never change the schema at the same time.
      expect((await node.query(UNDER_WAY)).length).toBeLessThanOrEqual(1);
      const restarted = Migrating.start(urls);
      await Promise.all([...others, restarted].map(({ ended }) => ended));
      expect([...others, restarted].map(({ exitCode }) => exitCode)).toEqual(Array(PROCESSES).fill(0));
      expect(second.applied).toEqual([MIGRATION]);
      expect([...all, restarted].flatMap(({ applied }) => applied)).toEqual([MIGRATION]);
      const rows = await node.query(`SELECT 1 FROM research.migrations WHERE name = 'Slow1799000000000'`, 'mesh');
      expect(rows).toHaveLength(1);
    },
    PATIENCE_MS,
  );
});
