import type { TestDatabase } from '@mesh/testing';

/** One tenant that asks, and one whose rows lie in the same tables. */
const [OURS, THEIRS] = ['ours', 'theirs'];

interface Table {
  readonly name: string;
  /** What a row cannot do without, beside its tenant. */
  readonly needed: readonly Column[];
  /** Policies beside the wall lead the pipeline and the owner past it on purpose; the contract lists them by name. */
  readonly pipeline: boolean;
  readonly ownerMayLook: boolean;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

const TABLES = `
  SELECT n.nspname || '.' || c.relname AS name,
    coalesce((SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)))
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'tenant_id'
        AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''), '[]') AS needed,
    EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'pipeline') AS pipeline,
    EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid
      AND (SELECT oid FROM pg_roles WHERE rolname = 'mesh_owner') = ANY (p.polroles)) AS "ownerMayLook"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1::text[]) AND c.relkind IN ('r', 'p') AND EXISTS (
    SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
  ORDER BY 1`;

/** What rows must look like, and what else refuses a change, are other matters; here only the wall counts. */
const RULES = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', c.conrelid::regclass, c.conname) AS statement
  FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
  WHERE n.nspname = ANY ($1::text[]) AND c.contype IN ('c', 'f') AND c.conparentid = 0`;

/**
 * Puts a row of two tenants into every table and lets one of them do to it whatever SQL can do, without naming a tenant in
 * any condition and with every right there is. Says in words what it reached; nothing where the wall stands. The
 * database is of no use afterwards.
 */
export async function wallBreaches(database: TestDatabase, schemas: readonly string[]): Promise<string[]> {
  const tables = await database.query<Table>(TABLES, [schemas]);
  for (const { statement } of await database.query<{ statement: string }>(RULES, [schemas])) {
    await database.query(statement);
  }
  const found: string[] = [];
  for (const table of tables) {
    for (const tenant of [OURS, THEIRS]) await database.query(rowOf(table, tenant));
    await database.query(`ALTER TABLE ${table.name} DISABLE TRIGGER USER`);
    await database.query(`GRANT ALL ON ${table.name} TO mesh_api, mesh_worker`);
    found.push(...(await breachesOf(database, table)));
  }
  return found;
}

async function breachesOf(database: TestDatabase, table: Table): Promise<string[]> {
  const acting = table.pipeline ? ['mesh_api'] : ['mesh_api', 'mesh_worker'];
  const attempts = acting.flatMap((role) => attemptsAs(role, table));
  if (!table.ownerMayLook) attempts.push({ ...looking('mesh_owner', table), tenant: OURS, harmless: 0 });
  const found: string[] = [];
  for (const attempt of attempts) {
    const outcome = await outcomeOf(database, attempt);
    if (outcome !== attempt.harmless) found.push(`${attempt.who} ${attempt.what} ${table.name}: ${outcome}`);
  }
  return found;
}

/** `harmless`: how many rows it may reach, or the code with which it must be refused. */
interface Attempt {
  readonly role: string;
  readonly who: string;
  readonly what: string;
  readonly statement: string;
  readonly tenant: string;
  readonly harmless: number | string;
}

const REFUSED = '42501';

const looking = (role: string, { name }: Table) =>
  ({ role, who: role, what: 'reads', statement: `SELECT 1 FROM ${name}` }) as const;

/** A tenant reaches its own row, so that a table that shows nothing at all does not pass for a safe one. */
function attemptsAs(role: string, table: Table): Attempt[] {
  const { name } = table;
  const ours = { role, who: role, tenant: OURS };
  const nobody = { role, who: `${role} without a tenant`, tenant: '' };
  return [
    { ...looking(role, table), tenant: OURS, harmless: 1 },
    { ...ours, what: 'changes', statement: `UPDATE ${name} SET tenant_id = tenant_id`, harmless: 1 },
    { ...ours, what: 'gives away', statement: `UPDATE ${name} SET tenant_id = '${THEIRS}'`, harmless: REFUSED },
    { ...ours, what: 'adds theirs to', statement: rowOf(table, THEIRS), harmless: REFUSED },
    { ...ours, what: 'deletes from', statement: `DELETE FROM ${name}`, harmless: 1 },
    { ...nobody, what: 'reads', statement: `SELECT 1 FROM ${name}`, harmless: 0 },
    { ...nobody, what: 'changes', statement: `UPDATE ${name} SET tenant_id = tenant_id`, harmless: 0 },
    { ...nobody, what: 'deletes from', statement: `DELETE FROM ${name}`, harmless: 0 },
    { ...nobody, what: 'adds ours to', statement: rowOf(table, OURS), harmless: REFUSED },
  ];
}

/** The rows that a statement reached, or the code of its refusal; undone again either way. */
async function outcomeOf(database: TestDatabase, { role, tenant, statement }: Attempt): Promise<number | string> {
  await database.query('BEGIN');
  try {
    await database.query(`SELECT set_config('mesh.tenant_id', $1, true)`, [tenant]);
    await database.query(`SET LOCAL ROLE ${role}`);
    const counted = /^SELECT/.test(statement) ? statement : `${statement} RETURNING 1`;
    return (await database.query(counted)).length;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await database.query('ROLLBACK');
  }
}

function rowOf({ name, needed }: Table, tenant: string): string {
  const columns = ['tenant_id', ...needed.map((column) => column.name)];
  const values = [`'${tenant}'`, ...needed.map((column) => valueOf(name, column, tenant))];
  return `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
}

/** Different for each tenant, because some keys are unique among all of them. */
function valueOf(table: string, { name, type }: Column, tenant: string): string {
  if (type.endsWith('[]')) return `'{}'`;
  const value = VALUES[type];
  if (value === undefined) throw new TypeError(`no value is known for ${table}.${name} of type ${type}`);
  return value(tenant);
}

const VALUES: Readonly<Record<string, (tenant: string) => string>> = {
  text: (tenant) => `'of ${tenant}'`,
  uuid: (tenant) => `md5('${tenant}')::uuid`,
  bytea: (tenant) => `'${tenant}'::bytea`,
  json: () => `'{}'`,
  jsonb: () => `'{}'`,
  integer: (tenant) => String(tenant.length),
  smallint: (tenant) => String(tenant.length),
  bigint: (tenant) => String(tenant.length),
  numeric: (tenant) => String(tenant.length),
  'double precision': (tenant) => String(tenant.length),
  real: (tenant) => String(tenant.length),
  boolean: () => 'true',
  xid8: () => `'1'`,
  date: () => 'current_date',
  'timestamp with time zone': () => 'now()',
};
