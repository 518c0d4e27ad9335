import { type DatabaseUrls, WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { PostgresNode } from './postgres-node';
import { TcpProxy } from './tcp-proxy';
import { LedgerWriters, deliver, note, prepareLedger, readEffects, readInbox, readLedger } from './test/ledger';
import { LedgerProcess } from './test/ledger-process';

const PATIENCE_MS = 90_000;
const LATENCY_MS = 2_000;
const LIMITS = { acquireMs: 2_000, transactionMs: 7_000 };
const WRITERS = 8;
const NOTES = 100;

describe('F38: a bad line to Postgres', () => {
  let node: PostgresNode;
  let urls: DatabaseUrls;
  let line: TcpProxy;
  let database: WorkerDatabase;
  let requests: number;
  let begun: number;
  beforeAll(async () => {
    node = await PostgresNode.create();
    urls = await prepareLedger(node);
  }, PATIENCE_MS);
  beforeEach(async () => {
    [requests, begun] = [0, 0];
    line = await TcpProxy.start(
      { host: '127.0.0.1', port: node.port },
      {
        onRequest: (bytes) => {
          requests += 1;
          if (bytes.includes('BEGIN;')) begun += 1;
        },
        // Every hundredth piece has bad luck: the share is exact, and the run is the same each time.
        random: () => (requests % 100 === 0 ? 0 : 1),
      },
    );
    database = await WorkerDatabase.open(line.through(urls.worker), WRITERS, 'link-test', { limits: LIMITS });
  });
  afterEach(async () => {
    await database.close();
    await line.close();
  });
  afterAll(() => node.remove(), PATIENCE_MS);

  /** Nothing that was acknowledged is lost, and what failed may be tried again. */
  const check = async (writers: LedgerWriters) => {
    await writers.stop();
    const kept = await readLedger(node);
    expect(writers.acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    for (const fault of writers.faults) expect(fault).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  };

  it(
    'F38: with 1 % resets hardly anything fails, and no work is begun more often than it was asked for',
    async () => {
      await line.set({ resetPercent: 1 });
      const writers = new LedgerWriters(database, WRITERS);
      await writers.progress('many writes', 500, 60_000);
      await check(writers);
      const asked = writers.acknowledged.length + writers.faults.length;
      expect(line.counts.resets).toBeGreaterThan(4);
      expect(writers.faults.length).toBeLessThan(asked * 0.1);
      expect(begun).toBeLessThanOrEqual(asked);
    },
    PATIENCE_MS,
  );

  it(
    'F38: with 2 s of latency and 1 % resets every write ends within its deadlines, and all is well soon afterwards',
    async () => {
      const writers = new LedgerWriters(database, WRITERS);
      await writers.progress('the first writes', 50);
      await line.set({ latencyMs: LATENCY_MS, resetPercent: 1 });
      await writers.progress('writes all the same', WRITERS, 20_000);
      await waitFor(
        'slow connections to be given up',
        () => writers.faults.length > 0 && line.counts.resets > 0,
        20_000,
      );
      await line.heal();
      await writers.progress('writes to go on', 50, 10_000);
      await check(writers);
      expect(writers.slowestMs).toBeGreaterThan(LATENCY_MS);
      expect(writers.slowestMs).toBeLessThan(LIMITS.acquireMs + LIMITS.transactionMs + 1_000);
      expect(begun).toBeLessThanOrEqual(writers.acknowledged.length + writers.faults.length);
    },
    PATIENCE_MS,
  );

  it(
    'F38: with a server that falls silent work is given up at its deadline, and goes on when the line is back',
    async () => {
      const writers = new LedgerWriters(database, WRITERS);
      await writers.progress('the first writes', 50);
      await line.set({ blackhole: true });
      await waitFor('all to give up', () => writers.faults.length >= WRITERS, 15_000);
      await line.heal();
      await writers.progress('writes to go on', 50, 10_000);
      await check(writers);
      expect(writers.slowestMs).toBeLessThan(LIMITS.acquireMs + LIMITS.transactionMs + 1_000);
    },
    PATIENCE_MS,
  );

  it(
    'F38: with 1 % resets a service works everything off once, with less than half as many claims again',
    async () => {
      const service = await LedgerProcess.start({ ...urls, worker: line.through(urls.worker) });
      try {
        await line.set({ resetPercent: 1 });
        const direct = await WorkerDatabase.open(urls.worker, 2, 'link-test');
        await deliver(direct, ...Array.from({ length: NOTES }, (_, n) => note(`key-${n % 50}`, 1 + 15 * n)));
        await direct.close();
        const done = async () => (await readInbox(node)).every(({ status }) => status === 'done');
        await waitFor('everything to be worked off', done, 60_000);
        const effects = (await readEffects(node)).map(({ key, version }) => `${key}/${version}`);
        expect(effects).toHaveLength(NOTES);
        expect(new Set(effects).size).toBe(NOTES);
        const claims = (await readInbox(node)).reduce((sum, row) => sum + row.claims, 0);
        expect(line.counts.resets).toBeGreaterThan(0);
        expect(claims).toBeLessThanOrEqual(NOTES * 1.5);
      } finally {
        await service.stop();
      }
    },
    PATIENCE_MS,
  );
});
