import { reasonOf } from '@mesh/kernel';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from './migrate';

const CONNECT_MS = 3_000;
const ANSWER_MS = 3_000;

/** Lets the run-time roles see which migrations were applied, and nothing more. */
export function migrationsReadable(schema: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = `MigrationsReadable1770000000100`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`GRANT SELECT ON ${schema}.migrations TO mesh_api, mesh_worker`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`REVOKE SELECT ON ${schema}.migrations FROM mesh_api, mesh_worker`);
    }
  };
}

/** What a process of its own needs of the database before it can start. */
export interface NeededDatabase {
  /** URLs of every role that it will use; the first one looks at the schema. */
  readonly urls: readonly [string, ...string[]];
  readonly schema: string;
  readonly migrations: readonly MigrationClass[];
}

/** A stable code, and the words of who refused. */
export interface DatabaseFault {
  readonly code: 'DATABASE_UNAVAILABLE' | 'DATABASE_ACCESS_REFUSED' | 'SCHEMA_NOT_MIGRATED';
  readonly reason: string;
}

/**
 * Why a service cannot use its database yet, or undefined when it can. Access is also refused while a role or the
 * database itself is not there yet. Uses connections of its own, bounded in time; never throws.
 */
export async function databaseFault({ urls, schema, migrations }: NeededDatabase): Promise<DatabaseFault | undefined> {
  const [looking, ...others] = urls;
  try {
    const pending = await withClient(looking, (client) => pendingMigrations(rowsOf(client), schema, migrations));
    for (const url of others) await withClient(url, (client) => client.query('SELECT 1'));
    if (pending.length === 0) return undefined;
    return { code: 'SCHEMA_NOT_MIGRATED', reason: `not applied: ${pending.join(', ')}` };
  } catch (error) {
    return { code: codeOfFault(error), reason: reasonOf(error) };
  }
}

/** Runs a statement and gives its rows. */
export type ReadRows = <Row extends object>(statement: string) => Promise<readonly Row[]>;

/** Names of the migrations that were not applied to the schema. @throws what the database says when none ever was */
export async function pendingMigrations(
  rows: ReadRows,
  schema: string,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  const applied = new Set((await rows<{ name: string }>(`SELECT name FROM ${schema}.migrations`)).map(nameOf));
  return migrations.map(migrationName).filter((name) => !applied.has(name));
}

/** As the migration runner names it in the table. */
function migrationName(migration: MigrationClass): string {
  return new migration().name ?? migration.name;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    application_name: 'mesh-startup',
  });
  let broken: Error | undefined;
  // A connection that breaks also rejects what is under way; without a listener it would end the process.
  client.on('error', (error) => (broken = error));
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw broken ?? error;
  } finally {
    await client.end();
  }
}

const rowsOf =
  (client: Client): ReadRows =>
  async <Row extends object>(statement: string) =>
    (await client.query<Row & Record<string, unknown>>(statement)).rows;

const nameOf = ({ name }: { readonly name: string }): string => name;

/** No such schema or table, or no right to look at it: the migration that gives it comes with the others. */
const NOT_MIGRATED = /^(42P01|3F000|42501)$/;
const REFUSED = /^(28...|3D000)$/;

function codeOfFault(error: unknown): DatabaseFault['code'] {
  const state = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NOT_MIGRATED.test(state)) return 'SCHEMA_NOT_MIGRATED';
  return REFUSED.test(state) ? 'DATABASE_ACCESS_REFUSED' : 'DATABASE_UNAVAILABLE';
}
