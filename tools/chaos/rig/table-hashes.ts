import type { SuperUser } from './super-user';

/** A hash of all rows, in order, by table. */
export type TableHashes = ReadonlyMap<string, string>;

/** Work lists and their counters: they may count deliveries. Everything else is business. */
const WORK_TABLES = new Set(['inbox', 'outbox', 'quarantine', 'jobs']);
const TABLES = `
  SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
  ORDER BY table_schema, table_name`;

export async function businessHashes(database: SuperUser): Promise<TableHashes> {
  const tables = await database.rows<{ schema: string; name: string }>(TABLES);
  const hashes = new Map<string, string>();
  for (const { schema, name } of tables.filter((table) => !WORK_TABLES.has(table.name))) {
    const table = `"${schema}"."${name}"`;
    const [row] = await database.rows<{ hash: string | null }>(
      `SELECT md5(string_agg(md5(t::text), '' ORDER BY t::text)) AS hash FROM ${table} t`,
    );
    hashes.set(`${schema}.${name}`, row?.hash ?? 'empty');
  }
  return hashes;
}

/** The tables whose rows are not the same. */
export const differences = (before: TableHashes, after: TableHashes): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((table) => before.get(table) !== after.get(table));
