import { messagingMigrations } from '@mesh/messaging';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { ApiDatabase, type Database, WorkerDatabase } from '../src/database';

import { SAMPLE_TABLES } from './sample-tables';
import { tenantWallContract } from './tenant-wall.contract';
import { wallBreaches } from './wall-breaches';

interface Count {
  readonly n: number;
}

tenantWallContract([SAMPLE_TABLES]);
tenantWallContract([{ schema: 'triage', migrations: [...messagingMigrations('triage')] }]);

describe.each([
  ['mesh_api', (database: TestDatabase) => ApiDatabase.open(database.urls.api, 2, 'test')],
  ['mesh_worker', (database: TestDatabase) => WorkerDatabase.open(database.urls.worker, 2, 'test')],
])('behind the wall, as %s', (_role, open: (database: TestDatabase) => Promise<Database>) => {
  let database: TestDatabase;
  let asRole: Database;
  beforeAll(async () => {
    database = await testDatabase([SAMPLE_TABLES]);
    await database.query(`INSERT INTO sample.notes VALUES ('acme', 1, 'ours'), ('other', 1, 'theirs')`);
    asRole = await open(database);
  });
  afterAll(async () => {
    await asRole.close();
    await database.drop();
  });
  const run = (statement: string, tenant = 'acme') => asRole.inTenant(tenant, (sql) => sql.run(statement));
  const refused = { code: '42501' };

  it('a tenant reads its own rows and no others', async () => {
    const read = (tenant: string) =>
      asRole.inTenant(tenant, (sql) => sql.rows<{ body: string }>('SELECT body FROM sample.notes'));
    expect(await read('acme')).toEqual([{ body: 'ours' }]);
    expect(await read('other')).toEqual([{ body: 'theirs' }]);
    expect(await read('third')).toEqual([]);
  });

  it('a tenant changes and deletes nothing of another one', async () => {
    expect(await run(`UPDATE sample.notes SET body = 'taken' WHERE tenant_id = 'other'`)).toBe(0);
    expect(await run(`DELETE FROM sample.notes WHERE tenant_id = 'other'`)).toBe(0);
    expect(await database.query(`SELECT body FROM sample.notes WHERE tenant_id = 'other'`)).toEqual([
      { body: 'theirs' },
    ]);
  });

  it('a tenant adds nothing to another one and moves nothing there', async () => {
    await expect(run(`INSERT INTO sample.notes VALUES ('other', 2, 'planted')`)).rejects.toMatchObject(refused);
    await expect(run(`UPDATE sample.notes SET tenant_id = 'other', id = 3`)).rejects.toMatchObject(refused);
  });

  it('nobody sees or adds anything without a tenant, also on a connection that has had one', async () => {
    await run('SELECT 1');
    const [row] = await asRole.acrossTenants(({ sql }) =>
      sql.rows<Count>('SELECT count(*)::int AS n FROM sample.notes'),
    );
    expect(row).toEqual({ n: 0 });
    const adding = asRole.acrossTenants(({ sql }) => sql.run(`INSERT INTO sample.notes VALUES ('acme', 9, 'x')`));
    await expect(adding).rejects.toMatchObject(refused);
  });

  it('the wall moves with the tenant that the work enters', async () => {
    const seen = await asRole.acrossTenants(async ({ sql, enterTenant }) => {
      const bodies: string[] = [];
      for (const tenant of ['acme', 'other', 'other', 'acme']) {
        await enterTenant(tenant);
        bodies.push(...(await sql.rows<{ body: string }>('SELECT body FROM sample.notes')).map(({ body }) => body));
      }
      return bodies;
    });
    expect(seen).toEqual(['ours', 'theirs', 'theirs', 'ours']);
  });

  it.each(["'; DROP TABLE sample.notes; --", 'Acme', '', 'a'.repeat(64), 'a b'])(
    'no tenant can be called "%s"',
    async (tenant) => {
      const refusal = { code: 'TENANT_INVALID' };
      await expect(asRole.acrossTenants(({ enterTenant }) => enterTenant(tenant))).rejects.toMatchObject(refusal);
      await expect((async () => asRole.inTenant(tenant, (sql) => sql.run('SELECT 1')))()).rejects.toMatchObject(
        refusal,
      );
    },
  );

  it('the wall cannot be taken down, and no table made, by a role of the run time', async () => {
    for (const statement of [
      'ALTER TABLE sample.notes DISABLE ROW LEVEL SECURITY',
      'CREATE TABLE sample.more ()',
      'CREATE TABLE public.more ()',
      'SET ROLE mesh_owner',
      'TRUNCATE sample.notes',
    ]) {
      await expect(run(statement)).rejects.toMatchObject(refused);
    }
  });
});

/** How a table of a new migration can be left open, and what somebody then reaches. */
const FAULTS: readonly (readonly [string, string, readonly string[]])[] = [
  ['has no row-level security', '', ['mesh_api reads', 'mesh_api without a tenant deletes from', 'mesh_owner reads']],
  ['does not force it on its owner', 'ENABLE; WALL', ['mesh_owner reads']],
  [
    'has a second policy that lets everybody look',
    'ENABLE; FORCE; WALL; CREATE POLICY more ON sample.forgotten FOR SELECT TO mesh_api USING (true)',
    ['mesh_api reads', 'mesh_api without a tenant reads'],
  ],
  [
    'checks what is read and not what is written',
    'ENABLE; FORCE; WALL; ALTER POLICY tenant_wall ON sample.forgotten WITH CHECK (true)',
    ['mesh_api gives away', 'mesh_api adds theirs to', 'mesh_api without a tenant adds ours to'],
  ],
];

describe('F82: the look for breaches', () => {
  it.each(FAULTS)('finds a table that %s', async (_, faulty, expected) => {
    const database = await testDatabase([SAMPLE_TABLES]);
    const condition = `tenant_id = current_setting('mesh.tenant_id', true)`;
    try {
      await database.query('CREATE TABLE sample.forgotten (tenant_id text NOT NULL, id uuid NOT NULL)');
      await database.query('ALTER TABLE sample.forgotten OWNER TO mesh_owner');
      await database.query(
        faulty
          .replace('ENABLE', 'ALTER TABLE sample.forgotten ENABLE ROW LEVEL SECURITY')
          .replace('FORCE', 'ALTER TABLE sample.forgotten FORCE ROW LEVEL SECURITY')
          .replace(
            'WALL',
            `CREATE POLICY tenant_wall ON sample.forgotten TO mesh_api, mesh_worker
             USING (${condition}) WITH CHECK (${condition})`,
          ),
      );
      const found = await wallBreaches(database, ['sample']);
      expect(found.map((words) => words.replace(/ sample\.forgotten: .*/, ''))).toEqual(
        expect.arrayContaining(expected),
      );
      expect(found.filter((words) => !words.includes('sample.forgotten'))).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});

describe('the roles', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase([SAMPLE_TABLES]);
    await database.query(`INSERT INTO sample.queue VALUES ('acme', 1, 'a'), ('other', 1, 'b')`);
  });
  afterAll(() => database.drop());

  it('of the mesh are no superusers, pass no wall and make neither roles nor databases', async () => {
    const roles = await database.query(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('mesh_owner', 'mesh_api', 'mesh_worker')
         AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb AND NOT rolreplication
       ORDER BY 1`,
    );
    expect(roles).toEqual([{ rolname: 'mesh_api' }, { rolname: 'mesh_owner' }, { rolname: 'mesh_worker' }]);
    const members = await database.query(
      `SELECT 1 FROM pg_auth_members WHERE member IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'mesh\\_%')`,
    );
    expect(members).toEqual([]);
  });

  it('that owns the tables sees none of their rows', async () => {
    const owner = await ApiDatabase.open(database.urls.owner, 1, 'test');
    try {
      for (const table of ['notes', 'queue']) {
        const rows = owner.inTenant('acme', (sql) => sql.rows<Count>(`SELECT count(*)::int AS n FROM sample.${table}`));
        expect(await rows).toEqual([{ n: 0 }]);
      }
      const adding = owner.inTenant('acme', (sql) => sql.run(`INSERT INTO sample.notes VALUES ('acme', 7, 'x')`));
      await expect(adding).rejects.toMatchObject({ code: '42501' });
    } finally {
      await owner.close();
    }
  });

  it('of the pipeline sees the rows of all tenants in a pipeline table; the HTTP path may only add its own', async () => {
    const [worker, api] = await Promise.all([
      WorkerDatabase.open(database.urls.worker, 1, 'test'),
      ApiDatabase.open(database.urls.api, 1, 'test'),
    ]);
    try {
      expect(await worker.acrossTenants(({ sql }) => sql.run('SELECT 1 FROM sample.queue'))).toBe(2);
      await api.inTenant('acme', (sql) => sql.run(`INSERT INTO sample.queue VALUES ('acme', 2, 'c')`));
      const reading = api.inTenant('acme', (sql) => sql.run('SELECT 1 FROM sample.queue'));
      await expect(reading).rejects.toMatchObject({ code: '42501' });
      const planting = api.inTenant('acme', (sql) => sql.run(`INSERT INTO sample.queue VALUES ('other', 2, 'c')`));
      await expect(planting).rejects.toMatchObject({ code: '42501' });
    } finally {
      await Promise.all([worker.close(), api.close()]);
    }
  });
});
