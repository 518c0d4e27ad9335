import { type DatabaseUrls, WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { PostgresNode } from './postgres-node';
import { TcpProxy } from './tcp-proxy';
import { LedgerWriters, prepareLedger, readLedger } from './test/ledger';

const RECOVERY_MS = 10_000;
const START_MS = 60_000;
const WRITERS = 4;
const AWAY = { code: 'DATABASE_UNAVAILABLE' };

/** A standby that has every write before it is acknowledged. */
async function withStandby(primary: PostgresNode): Promise<PostgresNode> {
  const standby = await primary.standby();
  await primary.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
  await primary.query('SELECT pg_reload_conf()');
  await waitFor('the standby to confirm writes', async () => {
    const [row] = await primary.query<{ sync_state: string }>('SELECT sync_state FROM pg_stat_replication');
    return row?.sync_state === 'sync';
  });
  return standby;
}

describe('F34: a fail-over of Postgres', () => {
  const nodes: PostgresNode[] = [];
  let urls: DatabaseUrls;
  let primary: PostgresNode;
  beforeAll(async () => {
    primary = await PostgresNode.create();
    nodes.push(primary);
    urls = await prepareLedger(primary);
  }, START_MS);
  afterAll(() => Promise.all(nodes.map((node) => node.remove())), START_MS);

  /** Writers at an address that can be taken over. */
  const writing = async (name: string) => {
    const standby = await withStandby(primary);
    nodes.push(standby);
    const address = await TcpProxy.start({ host: '127.0.0.1', port: primary.port });
    const database = await WorkerDatabase.open(address.through(urls.worker), WRITERS, name);
    const writers = new LedgerWriters(database, WRITERS);
    await writers.progress('the first writes', 20);
    const takeOver = async () => {
      await standby.promote();
      address.moveTo({ host: '127.0.0.1', port: standby.port });
      primary = standby;
    };
    const end = async () => {
      await writers.stop();
      await database.close();
      await address.close();
      const kept = await readLedger(standby);
      expect(writers.acknowledged.filter((id) => !kept.has(id))).toEqual([]);
      expect(writers.faults).not.toEqual([]);
      for (const fault of writers.faults) expect(fault).toMatchObject(AWAY);
    };
    return { address, writers, takeOver, end };
  };

  it(
    'F34: with a fenced primary that still answers: its connections are left at the first refusal',
    async () => {
      const { writers, takeOver, end } = await writing('fenced');
      const fenced = primary;
      await fenced.query('ALTER SYSTEM SET default_transaction_read_only = on');
      await fenced.query('SELECT pg_reload_conf()');
      await waitFor('a write to be refused', () => writers.faults.length > 0);
      await takeOver();
      await writers.progress('writes to go on', 20, RECOVERY_MS);
      const refusals = writers.faults.length;
      await writers.progress('more writes', 50, RECOVERY_MS);
      expect(writers.faults.length).toBe(refusals);
      await end();
    },
    START_MS,
  );

  it(
    'F34: with a primary that is gone: no acknowledged write is lost, and writing goes on within 10 s',
    async () => {
      const { address, writers, takeOver, end } = await writing('gone');
      await address.set({ refuse: true });
      await primary.stop('immediate');
      await waitFor('writers to notice', () => writers.faults.length >= WRITERS);
      await takeOver();
      await address.heal();
      const back = performance.now();
      await writers.progress('writes to go on', 20, RECOVERY_MS);
      expect(performance.now() - back).toBeLessThan(RECOVERY_MS);
      await end();
    },
    START_MS,
  );
});
