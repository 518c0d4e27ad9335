import { newId } from '@mesh/kernel';
import { type DatabaseUrls, type ServiceMigrations, migrate, provisionDatabase } from '@mesh/persistence';
import { Client } from 'pg';

/** Constant, because every test file of a run shares the roles of one throw-away server. */
const PASSWORDS = { owner: 'test-owner-password', api: 'test-api-password', worker: 'test-worker-password' };

/** A database of its own, migrated, on the server that the test run has started. */
export interface TestDatabase {
  readonly urls: DatabaseUrls;
  /** Runs SQL as the superuser, past every wall: for looking, and for breaking things. */
  query<Row extends object>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Closes what looked and drops the database. */
  drop(): Promise<void>;
}

/** @throws Error when the test run has started no server */
export async function testDatabase(services: readonly ServiceMigrations[]): Promise<TestDatabase> {
  const adminUrl = process.env['MESH_TEST_ADMIN_URL'];
  if (!adminUrl) throw new Error('MESH_TEST_ADMIN_URL is not set: run the tests through jest of this project');
  const name = `test_${newId().replaceAll('-', '')}`;
  const urls = await provisionDatabase(adminUrl, name, PASSWORDS);
  await migrate(urls.owner, services);
  const looking = new URL(adminUrl);
  looking.pathname = `/${name}`;
  const client = new Client({ connectionString: looking.toString() });
  await client.connect();
  return {
    urls,
    query: async <Row extends object>(statement: string, parameters: readonly unknown[] = []) =>
      (await client.query(statement, [...parameters])).rows as Row[],
    drop: async () => {
      await client.end();
      const admin = new Client({ connectionString: adminUrl });
      await admin.connect();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
