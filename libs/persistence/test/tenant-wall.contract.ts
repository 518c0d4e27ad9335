import { type TestDatabase, testDatabase } from '@mesh/testing';
import type { ServiceMigrations } from '../src/migrate';
import { wallBreaches } from './wall-breaches';

interface WalledTable {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly tenant_not_null: boolean;
  readonly tenant_in_key: boolean;
  readonly owner: string;
  readonly open_to_all: boolean;
}

/** Every table of the schemas that has a tenant, with what protects it. */
const TABLES = `
  SELECT n.nspname || '.' || c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
         a.attnotnull AS tenant_not_null, pg_get_userbyid(c.relowner) AS owner,
         EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey))
           AS tenant_in_key,
         EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
                   AND (p.polroles && ARRAY[0, (SELECT oid FROM pg_roles WHERE rolname = 'mesh_api')]::oid[])
                   AND (pg_get_expr(p.polqual, p.polrelid) IS NOT DISTINCT FROM 'true'
                     OR pg_get_expr(p.polwithcheck, p.polrelid) IS NOT DISTINCT FROM 'true')) AS open_to_all
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY($1::text[])
  ORDER BY 1`;

/** Everything through which rows of another tenant could be seen; each with words that say what it is. */
const OPENINGS = `
  WITH tables AS (
    SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relname, c.relkind, c.reloptions
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY($1::text[]))
  SELECT name || ' has no tenant_id' AS opening
  FROM tables
  WHERE relkind IN ('r', 'p') AND relname <> 'migrations'
    AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
  UNION ALL
  SELECT name || ' is a view with the rights of its owner'
  FROM tables
  WHERE relkind = 'm' OR (relkind = 'v' AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false))
  UNION ALL
  SELECT t.name || ' has the policy ' || p.polname
  FROM pg_policy p JOIN tables t ON t.oid = p.polrelid
  WHERE p.polname NOT IN ('tenant_wall', 'pipeline')
  UNION ALL
  SELECT n.nspname || '.' || p.proname || ' is a function with the rights of its owner'
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prosecdef AND n.nspname = ANY($1::text[])
  ORDER BY 1`;

/**
 * What must hold for every table that the migrations of these services make.
 * @param openings what is known to lead past the wall, in the words of the check; each needs a reason
 */
export function tenantWallContract(services: readonly ServiceMigrations[], openings: readonly string[] = []): void {
  describe(`the tenant wall of ${services.map(({ schema }) => schema).join(', ')}`, () => {
    const schemas = services.map(({ schema }) => schema);
    let database: TestDatabase;
    let tables: WalledTable[];
    beforeAll(async () => {
      database = await testDatabase(services);
      tables = await database.query<WalledTable>(TABLES, [schemas]);
    });
    afterAll(() => database.drop());
    const namesWhere = (fault: (table: WalledTable) => boolean) => tables.filter(fault).map(({ name }) => name);

    it('has tables to guard in every schema', () => {
      expect([...new Set(tables.map(({ name }) => name.split('.')[0]))]).toEqual([...schemas].sort());
    });

    it('stands around every table, for its owner too', () => {
      expect(namesWhere((table) => !table.enabled || !table.forced)).toEqual([]);
      expect(namesWhere((table) => table.owner !== 'mesh_owner')).toEqual([]);
    });

    it('needs a tenant in every row and in every key', () => {
      expect(namesWhere((table) => !table.tenant_not_null || !table.tenant_in_key)).toEqual([]);
    });

    it('has no policy that opens a table to the HTTP path', () => {
      expect(namesWhere((table) => table.open_to_all)).toEqual([]);
    });

    it('is led past by nothing else: no table without a tenant, no other policy, no rights of the owner', async () => {
      const found = await database.query<{ opening: string }>(OPENINGS, [schemas]);
      expect(found.map(({ opening }) => opening)).toEqual([...openings].sort());
    });

    it('F82: holds in every table against statements that name no tenant, and without a tenant', async () => {
      const attacked = await testDatabase(services);
      try {
        expect(await wallBreaches(attacked, schemas)).toEqual([]);
      } finally {
        await attacked.drop();
      }
    });
  });
}
