import { type TestDatabase, testDatabase } from '@mesh/testing';
import { createDataSource } from '../src/data-source';
import { type ServiceMigrations, migrate } from '../src/migrate';
import { SAMPLE_TABLES } from './sample-tables';
import { breakingChanges, shapeOf } from './schema-shape';
import { serviceMigrations } from './service-migrations';

const PATIENCE_MS = 60_000;

/** What an additive change cannot do, each with its reason: the version before runs on every newer schema all the same. */
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  // A ticket has one owner. The code of the version before breaks this only for a forged message.
  supervisor: ['rule supervisor.workflows: unique btree (ticket_id) is demanded anew'],
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([SAMPLE_TABLES]);
}, PATIENCE_MS);
afterAll(() => database.drop());

/** Applies the migrations of a service one by one; what each of them takes from the code of the version before. */
async function breaksOf({ schema, migrations }: ServiceMigrations): Promise<string[]> {
  await migrate(database.urls.owner, [{ schema, migrations: migrations.slice(0, 1) }]);
  const dataSource = await createDataSource({ url: database.urls.owner }).initialize();
  const runner = dataSource.createQueryRunner();
  const found: string[] = [];
  try {
    let before = await shapeOf(database, schema);
    for (const Migration of migrations.slice(1)) {
      await new Migration().up(runner);
      const after = await shapeOf(database, schema);
      found.push(...breakingChanges(before, after));
      before = after;
    }
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
  return found;
}

describe('F39: the code of the version before runs on the new schema', () => {
  it.each(serviceMigrations().map((service): [string, ServiceMigrations] => [service.schema, service]))(
    'F39: because every migration of %s only adds',
    async (schema, service) => {
      expect(await breaksOf(service)).toEqual(ACCEPTED[schema] ?? []);
    },
    PATIENCE_MS,
  );
});

describe('the check of migrations', () => {
  /** What a statement would break; nothing of it is kept. */
  const breaksWith = async (statement: string): Promise<string[]> => {
    const before = await shapeOf(database, 'sample');
    await database.query('BEGIN');
    try {
      await database.query(statement);
      return breakingChanges(before, await shapeOf(database, 'sample'));
    } finally {
      await database.query('ROLLBACK');
    }
  };

  it.each([
    ['a table is dropped', 'DROP TABLE sample.notes', 'table sample.notes is gone'],
    ['a column is dropped', 'ALTER TABLE sample.notes DROP COLUMN body', 'column sample.notes.body is gone'],
    ['a column is renamed', 'ALTER TABLE sample.notes RENAME COLUMN body TO words', 'column sample.notes.body is gone'],
    [
      'a type is changed',
      'ALTER TABLE sample.notes ALTER COLUMN id TYPE bigint',
      'column sample.notes.id was integer required and is bigint required',
    ],
    [
      'a column becomes required',
      'ALTER TABLE sample.notes ALTER COLUMN body SET NOT NULL',
      'column sample.notes.body was text and is text required',
    ],
    [
      'a new column has no default',
      'ALTER TABLE sample.notes ADD COLUMN more text NOT NULL',
      'column sample.notes.more is demanded anew',
    ],
    [
      'a rule is added',
      `ALTER TABLE sample.notes ADD CHECK (body <> '')`,
      `rule sample.notes: CHECK ((body <> ''::text)) is demanded anew`,
    ],
    [
      'rows must be unique',
      'CREATE UNIQUE INDEX ON sample.notes (body)',
      'rule sample.notes: unique btree (body) is demanded anew',
    ],
    [
      'a right is taken back',
      'REVOKE DELETE, UPDATE ON sample.notes FROM mesh_api',
      'right of mesh_api to UPDATE sample.notes.id is gone',
    ],
  ])('fails when %s', async (_what, statement, found) => {
    expect(await breaksWith(statement)).toContain(found);
  });

  it.each([
    ['a table', 'CREATE TABLE sample.more (tenant_id text NOT NULL, body text NOT NULL CHECK (length(body) > 1))'],
    ['a column that may be empty', 'ALTER TABLE sample.notes ADD COLUMN more text'],
    ['a column with a default', `ALTER TABLE sample.notes ADD COLUMN more text NOT NULL DEFAULT ''`],
    ['an index', 'CREATE INDEX ON sample.notes (body)'],
    ['more room', 'ALTER TABLE sample.notes DROP CONSTRAINT notes_pkey'],
  ])('lets pass: %s', async (_what, statement) => {
    expect(await breaksWith(statement)).toEqual([]);
  });
});
