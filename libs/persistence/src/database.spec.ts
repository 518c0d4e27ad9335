import { RetryableError } from '@mesh/kernel';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { SAMPLE_TABLES } from '../test/sample-tables';
import { ApiDatabase, WorkerDatabase } from './database';
import { firstRow, type Sql } from './sql';

const failure = (code: string): Error => Object.assign(new Error(`failure ${code}`), { code });
const add = (id: number) => (sql: Sql) => sql.run(`INSERT INTO sample.notes VALUES ('acme', $1, 'x')`, [id]);

describe('a transaction', () => {
  let database: TestDatabase;
  let api: ApiDatabase;
  beforeAll(async () => {
    database = await testDatabase([SAMPLE_TABLES]);
    api = await ApiDatabase.open(database.urls.api, 4, 'transaction-test');
  });
  beforeEach(() => database.query('TRUNCATE sample.notes'));
  afterAll(async () => {
    await api.close();
    await database.drop();
  });

  const ids = async () =>
    (await database.query<{ id: number }>('SELECT id FROM sample.notes ORDER BY id')).map(({ id }) => id);

  /** Ends the connection on which the statement runs, as a fail-over of the server would. */
  const cutOff = async (sql: Sql): Promise<void> => {
    const row = await firstRow<{ pid: number }>(sql, 'SELECT pg_backend_pid() AS pid');
    await database.query('SELECT pg_terminate_backend($1)', [row?.pid]);
    await waitFor('the connection to be gone', async () => {
      const left = await database.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [row?.pid]);
      return left.length === 0;
    });
  };

  it('keeps everything or nothing', async () => {
    await api.inTenant('acme', add(1));
    const failing = api.inTenant('acme', async (sql) => {
      await add(2)(sql);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ids()).toEqual([1]);
    await api.inTenant('acme', add(3));
    expect(await ids()).toEqual([1, 3]);
  });

  it.each(['40001', '40P01'])('is run again when the server asks for it with %s, and counts once', async (state) => {
    let tries = 0;
    await api.inTenant('acme', async (sql) => {
      tries += 1;
      await add(tries)(sql);
      if (tries < 3) throw failure(state);
    });
    expect(tries).toBe(3);
    expect(await ids()).toEqual([3]);
  });

  it('is given up after three tries', async () => {
    let tries = 0;
    const hopeless = api.inTenant('acme', () => {
      tries += 1;
      return Promise.reject(failure('40001'));
    });
    await expect(hopeless).rejects.toMatchObject({ code: 'DATABASE_CONFLICT', retryAfterMs: 1000 });
    expect(tries).toBe(3);
  });

  it('survives a real conflict of two serializable transactions', async () => {
    await api.inTenant('acme', add(100));
    const opening = 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE';
    let waiting = 2;
    let open = (): void => undefined;
    const bothHaveRead = new Promise<void>((resolve) => (open = resolve));
    const addCount = async (sql: Sql) => {
      await sql.run(opening);
      const row = await firstRow<{ n: number }>(sql, 'SELECT count(*)::int AS n FROM sample.notes');
      waiting -= 1;
      if (waiting === 0) open();
      await bothHaveRead;
      await sql.run(`INSERT INTO sample.notes VALUES ('acme', $1, 'x')`, [row?.n]);
    };
    await Promise.all([api.inTenant('acme', addCount), api.inTenant('acme', addCount)]);
    expect(await ids()).toEqual([1, 2, 100]);
  });

  it('does not run other faults again and passes them on', async () => {
    let tries = 0;
    const own = new RetryableError('BUSY', 'later');
    const failing = api.inTenant('acme', () => {
      tries += 1;
      return Promise.reject(own);
    });
    await expect(failing).rejects.toBe(own);
    await api.inTenant('acme', add(1));
    await expect(api.inTenant('acme', add(1))).rejects.toMatchObject({ code: '23505' });
    expect(tries).toBe(1);
  });

  it('says that the database is away when the connection breaks between two statements', async () => {
    const broken = api.inTenant('acme', async (sql) => {
      await add(1)(sql);
      await cutOff(sql);
      await add(2)(sql);
    });
    await expect(broken).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(broken).rejects.toBeInstanceOf(RetryableError);
    expect(await ids()).toEqual([]);
  });

  it('says so, too, when the connection breaks just before the commit', async () => {
    const broken = api.inTenant('acme', async (sql) => {
      await add(1)(sql);
      await cutOff(sql);
    });
    await expect(broken).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await ids()).toEqual([]);
  });

  it('uses a new connection after the server has cut off the idle ones', async () => {
    await api.inTenant('acme', add(1));
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mesh_api' AND datname = current_database()`,
    );
    const retried = await waitFor('a new connection', () =>
      api.inTenant('acme', add(2)).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
        return undefined;
      }),
    );
    expect(retried).toBe(1);
    expect(await ids()).toEqual([1, 2]);
  });

  it('cannot even be prepared when nothing listens at the address', async () => {
    const nowhere = new URL(database.urls.api);
    nowhere.port = '1';
    const opening = ApiDatabase.open(nowhere.toString(), 1, 'test');
    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('says that the database is away when a statement takes too long', async () => {
    const slow = api.inTenant('acme', async (sql) => {
      await sql.run('SET LOCAL statement_timeout = 20');
      await sql.run('SELECT pg_sleep(5)');
    });
    await expect(slow).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('fails when its work hid the fault of a statement, because the server has kept nothing', async () => {
    const hiding = api.inTenant('acme', async (sql) => {
      await add(1)(sql);
      await sql.run('SELECT 1 / 0').catch(() => 0);
    });
    await expect(hiding).rejects.toThrow('hid the fault');
    expect(await ids()).toEqual([]);
  });

  it('gives back its connection, whatever happened', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        api.inTenant('acme', async (sql) => {
          await add(n)(sql);
          if (n % 2 === 1) throw new Error('odd');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(api.pool.totalCount).toBeLessThanOrEqual(4);
    expect(api.pool.idleCount).toBe(api.pool.totalCount);
  });
});

describe('services of one process', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase([SAMPLE_TABLES]);
  });
  afterAll(() => database.drop());

  it('share the connections of a role, until the last one closes them', async () => {
    const [first, second] = await Promise.all([
      WorkerDatabase.open(database.urls.worker, 2, 'a'),
      WorkerDatabase.open(database.urls.worker, 2, 'b'),
    ]);
    expect(first.pool).toBe(second.pool);
    await first.close();
    expect(await second.acrossTenants(({ sql }) => sql.run('SELECT 1'))).toBe(1);
    await second.close();
    expect(second.pool.ended).toBe(true);
    const third = await WorkerDatabase.open(database.urls.worker, 2, 'c');
    expect(third.pool).not.toBe(first.pool);
    await third.close();
  });

  it('may close twice without taking the connections from the others', async () => {
    const [first, second] = await Promise.all([
      WorkerDatabase.open(database.urls.worker, 2, 'a'),
      WorkerDatabase.open(database.urls.worker, 2, 'b'),
    ]);
    await first.close();
    await first.close();
    expect(await second.acrossTenants(({ sql }) => sql.run('SELECT 1'))).toBe(1);
    await second.close();
  });
});
