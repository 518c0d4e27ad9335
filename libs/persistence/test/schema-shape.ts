import type { TestDatabase } from '@mesh/testing';

/** What code of the version before may rely on, each thing by name with what is said about it. */
export type SchemaShape = ReadonlyMap<string, string>;

/** One row per thing: columns, what rows must satisfy, functions, and the rights of the run-time roles. */
const SHAPE = `
  WITH tables AS (
    SELECT c.oid, n.nspname || '.' || c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations')
  SELECT 'table ' || name AS thing, '' AS words FROM tables
  UNION ALL
  SELECT 'column ' || name || '.' || a.attname,
         format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' THEN ' required'
                   WHEN a.attnotnull THEN ' not null' ELSE '' END
  FROM tables JOIN pg_attribute a ON a.attrelid = tables.oid AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'rule ' || name || ': ' || pg_get_constraintdef(c.oid), ''
  FROM tables JOIN pg_constraint c ON c.conrelid = tables.oid WHERE c.contype IN ('c', 'f', 'x')
  UNION ALL
  SELECT 'rule ' || name || ': ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING', 'unique'), ''
  FROM tables JOIN pg_index i ON i.indrelid = tables.oid WHERE i.indisunique
  UNION ALL
  SELECT 'function ' || p.oid::regprocedure::text, pg_get_function_result(p.oid)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1
  UNION ALL
  SELECT 'right of ' || grantee || ' to ' || privilege_type || ' ' || table_schema || '.' || table_name || '.' || column_name, ''
  FROM information_schema.column_privileges
  WHERE table_schema = $1 AND grantee IN ('mesh_api', 'mesh_worker') AND table_name <> 'migrations'`;

export async function shapeOf(database: TestDatabase, schema: string): Promise<SchemaShape> {
  const rows = await database.query<{ thing: string; words: string }>(SHAPE, [schema]);
  return new Map(rows.map(({ thing, words }) => [thing, words]));
}

/** What code that fits the shape before would stumble over afterwards; nothing when the change only adds. */
export function breakingChanges(before: SchemaShape, after: SchemaShape): string[] {
  const lost = [...before].flatMap(([thing, words]) => changeOf(thing, words, after.get(thing)));
  const asked = [...after].flatMap(([thing, words]) =>
    !before.has(thing) && isDemand(thing, words) && before.has(tableOf(thing)) ? [`${thing} is demanded anew`] : [],
  );
  return [...lost, ...asked].sort();
}

function changeOf(thing: string, words: string, now: string | undefined): string[] {
  // A rule that has gone leaves more room than before.
  if (thing.startsWith('rule ')) return [];
  if (now === undefined) return [`${thing} is gone`];
  const loosened =
    now === words.replace(/ required$/, ' not null') || now === words.replace(/ (required|not null)$/, '');
  return now === words || loosened ? [] : [`${thing} was ${words} and is ${now}`];
}

const isDemand = (thing: string, words: string): boolean =>
  thing.startsWith('rule ') || (thing.startsWith('column ') && words.endsWith(' required'));

/** The table that a column or a rule belongs to. */
const tableOf = (thing: string): string => `table ${/^\w+ (\w+\.\w+)/.exec(thing)?.[1] ?? ''}`;
