import { type DatabaseUrls, WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { PostgresNode } from './postgres-node';
import { LedgerWriters, deliver, note, prepareLedger, readEffects, readLedger } from './test/ledger';
import { LedgerProcess } from './test/ledger-process';

const RECOVERY_MS = 10_000;
const PATIENCE_MS = 90_000;
const ROUNDS = 5;

describe('a Postgres that fails under a running service', () => {
  let node: PostgresNode;
  let urls: DatabaseUrls;
  let service: LedgerProcess;
  let database: WorkerDatabase;
  let writers: LedgerWriters;
  let notes = 0;
  beforeAll(async () => {
    node = await PostgresNode.create();
    urls = await prepareLedger(node);
    service = await LedgerProcess.start(urls);
  }, PATIENCE_MS);
  beforeEach(async () => {
    database = await WorkerDatabase.open(urls.worker, 4, 'restart-test');
    writers = new LedgerWriters(database, 8);
    await writers.progress('the first writes', 20);
  });
  afterEach(async () => {
    await writers.stop();
    await database.close();
  });
  afterAll(async () => {
    await service.stop();
    await node.remove();
  }, PATIENCE_MS);

  /** The writers write, the service says that it is ready, and it works: all within the time that is allowed. */
  const usableAgain = async () => {
    const back = performance.now();
    notes += 1;
    await Promise.all([writers.progress('writes to go on', 20, RECOVERY_MS), service.ready(RECOVERY_MS)]);
    await deliver(database, note(`note-${notes}`, 1));
    await waitFor('a message to be worked on', async () => (await readEffects(node)).length === notes, RECOVERY_MS);
    expect(performance.now() - back).toBeLessThan(RECOVERY_MS);
  };

  const nothingLost = async () => {
    await writers.stop();
    const kept = await readLedger(node);
    expect(writers.acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(writers.faults).not.toEqual([]);
    for (const fault of writers.faults) expect(fault).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(service.exited).toBe(false);
    for (const event of ['process.uncaught_exception', 'process.unhandled_rejection'])
      expect(service.logged(event)).toEqual([]);
  };

  it(
    `F33: crashes and comes back ${ROUNDS} times: pools recover within 10 s, no process restarts, nothing is lost`,
    async () => {
      for (let n = 0; n < ROUNDS; n += 1) {
        await node.restart('immediate');
        await usableAgain();
      }
      await nothingLost();
    },
    PATIENCE_MS,
  );

  it(
    'F35: ends all connections again and again: nobody falls over and nothing is lost',
    async () => {
      for (let n = 0; n < ROUNDS; n += 1) {
        await node.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'mesh_%'`);
        await usableAgain();
      }
      await nothingLost();
    },
    PATIENCE_MS,
  );
});
