import { Metrics } from '@mesh/observability';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { ApiDatabase } from '../src/database';
import { PoolMetrics } from '../src/pool-metrics';
import { pauseBeforeRetry } from '../src/retry-pause';
import { type Sql, firstRow } from '../src/sql';
import { SAMPLE_TABLES } from './sample-tables';

const WRITERS = 50;
/** Each deadlock lasts a second before the server finds it. */
const CROSSWISE_WRITERS = 6;
const TRIES = 3;
const PATIENCE_MS = 60_000;
const CONFLICT = { code: 'DATABASE_CONFLICT', retryAfterMs: 1_000 };

describe('F37: many writers at once', () => {
  let database: TestDatabase;
  let api: ApiDatabase;
  let metrics: Metrics;
  beforeEach(async () => {
    database = await testDatabase([SAMPLE_TABLES]);
    await database.query(`INSERT INTO sample.notes SELECT 'acme', id, '0' FROM generate_series(1, 2) AS id`);
    metrics = new Metrics('triage', { withProcess: false });
    const observer = new PoolMetrics(metrics, 'api');
    api = await ApiDatabase.open(database.urls.api, 10, 'conflict-test', {
      observer,
      limits: { acquireMs: 30_000, lockMs: 15_000 },
    });
  }, PATIENCE_MS);
  afterEach(async () => {
    await api.close();
    await database.drop();
  });

  const value = async (id: number) => {
    const [row] = await database.query<{ body: string }>('SELECT body FROM sample.notes WHERE id = $1', [id]);
    return Number(row?.body);
  };
  const increment = (sql: Sql, id: number) =>
    sql.run('UPDATE sample.notes SET body = (body::int + 1)::text WHERE id = $1', [id]);

  /** All at once; counts how often each was run. */
  const all = async (work: (sql: Sql, writer: number) => Promise<unknown>, writers = WRITERS) => {
    const runs = Array.from({ length: writers }, () => 0);
    const outcomes = await Promise.allSettled(
      runs.map((_, writer) =>
        api.inTenant('acme', async (sql) => {
          runs[writer] = (runs[writer] ?? 0) + 1;
          await work(sql, writer);
        }),
      ),
    );
    const repeats = runs.reduce((sum, count) => sum + count - 1, 0);
    const shown = /mesh_db_transaction_retries_total\{.*\} (\d+)/.exec(await metrics.render())?.[1];
    expect(Math.max(...runs)).toBeLessThanOrEqual(TRIES);
    expect(Number(shown)).toBe(repeats);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: CONFLICT });
    return { commits: writers - refused.length, repeats };
  };

  it(
    'F37: on one row lose no update',
    async () => {
      const { commits } = await all((sql) => increment(sql, 1));
      expect(commits).toBe(WRITERS);
      expect(await value(1)).toBe(WRITERS);
    },
    PATIENCE_MS,
  );

  it(
    'F37: on one row in serializable transactions (40001) count what was committed and nothing else',
    async () => {
      const { commits, repeats } = await all(async (sql) => {
        await sql.run('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
        const row = await firstRow<{ body: string }>(sql, 'SELECT body FROM sample.notes WHERE id = 1');
        await sql.run('UPDATE sample.notes SET body = $1 WHERE id = 1', [String(Number(row?.body) + 1)]);
      });
      expect(repeats).toBeGreaterThan(0);
      expect(commits).toBeGreaterThan(0);
      expect(await value(1)).toBe(commits);
    },
    PATIENCE_MS,
  );

  it(
    'F37: that lock two rows crosswise (40P01) all come through or are told to come back',
    async () => {
      const held = new Set<number>();
      const { commits, repeats } = await all(async (sql, writer) => {
        const [first, second] = writer % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const);
        await increment(sql, first);
        // Two of them hold a row each before either asks for the other's.
        held.add(first);
        await waitFor('both rows to be held', () => held.size === 2, PATIENCE_MS);
        await increment(sql, second);
      }, CROSSWISE_WRITERS);
      expect(repeats).toBeGreaterThan(0);
      expect([await value(1), await value(2)]).toEqual([commits, commits]);
    },
    PATIENCE_MS,
  );

  it('F37: pause for a random time before they run again', async () => {
    const paused = async (share: number) => {
      const started = performance.now();
      await pauseBeforeRetry(2, () => share);
      return performance.now() - started;
    };
    expect(await paused(1)).toBeGreaterThan(70);
    expect(await paused(0)).toBeLessThan(70);
  });
});
