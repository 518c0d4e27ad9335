import { Metrics } from '@mesh/observability';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { ApiDatabase } from '../src/database';
import { PoolMetrics } from '../src/pool-metrics';
import { firstRow } from '../src/sql';
import { SAMPLE_TABLES } from './sample-tables';

const POOL = 4;
const ACQUIRE_MS = 1_500;
/** What a busy machine may add to any time. */
const SLACK_MS = 10_000;
const PATIENCE_MS = 60_000;
const LIMITS = {
  acquireMs: ACQUIRE_MS,
  statementMs: 90_000,
  lockMs: 300,
  idleInTransactionMs: 95_000,
  transactionMs: 1_000,
};
const AWAY = { code: 'DATABASE_UNAVAILABLE', retryAfterMs: 1_000 };

describe('the limits of a pool', () => {
  jest.setTimeout(PATIENCE_MS);
  let database: TestDatabase;
  let api: ApiDatabase;
  let metrics: Metrics;
  beforeAll(async () => {
    database = await testDatabase([SAMPLE_TABLES]);
    metrics = new Metrics('triage', { withProcess: false });
    const observer = new PoolMetrics(metrics, 'api');
    api = await ApiDatabase.open(database.urls.api, POOL, 'pool-test', { limits: LIMITS, observer });
    await api.inTenant('acme', (sql) => sql.run(`INSERT INTO sample.notes VALUES ('acme', 1, '0')`));
  });
  afterAll(async () => {
    await api.close();
    await database.drop();
  });

  const quick = () => api.inTenant('acme', (sql) => sql.run('SELECT 1'));
  const hold = (count: number) => Promise.all(Array.from({ length: count }, () => api.pool.connect()));
  const timeouts = async () =>
    Number(/db_client_connection_timeouts_total\{.*pool="api".*\} (\d+)/.exec(await metrics.render())?.[1]);

  it('F36: work beyond the pool waits no longer than it may, is told to come back, and goes on after the release', async () => {
    const held = await hold(POOL);
    const before = await timeouts();
    const asked = performance.now();
    const burst = await Promise.allSettled(Array.from({ length: 5 * POOL }, quick));
    expect(performance.now() - asked).toBeLessThan(ACQUIRE_MS + SLACK_MS);
    for (const outcome of burst) expect(outcome).toMatchObject({ status: 'rejected', reason: AWAY });
    expect((await timeouts()) - before).toBe(5 * POOL);
    for (const client of held) client.release();
    const released = performance.now();
    await Promise.all(Array.from({ length: 5 * POOL }, quick));
    expect(performance.now() - released).toBeLessThan(5_000);
  });

  it('F36: one free connection serves a burst of five times the pool', async () => {
    const held = await hold(POOL - 1);
    const burst = await Promise.allSettled(Array.from({ length: 5 * POOL }, quick));
    for (const client of held) client.release();
    expect(burst.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('are asked of the server for every connection', async () => {
    const row = await api.inTenant('acme', (sql) =>
      firstRow(
        sql,
        `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                current_setting('idle_in_transaction_session_timeout') AS idle,
                current_setting('tcp_keepalives_idle') AS keepalive`,
      ),
    );
    expect(row).toEqual({ statement: '90s', lock: '300ms', idle: '95s', keepalive: '10' });
  });

  it('end the wait for a row that other work holds', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = false;
    const update = `UPDATE sample.notes SET body = 'x' WHERE id = 1`;
    const first = api.inTenant('acme', async (sql) => {
      await sql.run(update);
      locked = true;
      await held;
    });
    await waitFor('the lock', () => locked);
    await expect(api.inTenant('acme', (sql) => sql.run(update))).rejects.toMatchObject(AWAY);
    release();
    await first;
  });

  it('end a transaction that takes too long, between its statements too, and its connection with it', async () => {
    const asked = performance.now();
    const slow = api.inTenant('acme', (sql) => sql.run('SELECT pg_sleep(60)'));
    await expect(slow).rejects.toMatchObject(AWAY);
    expect(performance.now() - asked).toBeLessThan(LIMITS.transactionMs + SLACK_MS);
    const began = performance.now();
    const dawdling = api.inTenant('acme', async (sql) => {
      await sql.run(`UPDATE sample.notes SET body = 'never' WHERE id = 1`);
      await waitFor('the deadline to pass', () => performance.now() - began > 2 * LIMITS.transactionMs);
      await sql.run('SELECT 1');
    });
    await expect(dawdling).rejects.toMatchObject(AWAY);
    expect(await database.query(`SELECT 1 FROM sample.notes WHERE body = 'never'`)).toEqual([]);
    await quick();
  });

  it('are shown as measurements', async () => {
    const [held] = await hold(1);
    await waitFor('the used connection to show', async () =>
      /db_client_connection_count\{.*state="used".*\} 1/.test(await metrics.render()),
    );
    held?.release();
    const text = await metrics.render();
    expect(text).toMatch(/db_client_connection_max\{.*pool="api".*\} 4/);
    expect(text).toMatch(/db_client_connection_pending_requests\{.*pool="api".*\} 0/);
    expect(text).toMatch(/db_client_connection_wait_time_seconds_count\{.*pool="api".*\} [1-9]/);
  });
});
