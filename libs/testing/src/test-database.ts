import { newId } from '@mesh/kernel';
import { type DatabaseUrls, type ServiceMigrations, provisionDatabase } from '@mesh/persistence';
import { Client } from 'pg';
import { migratedTemplate } from './migrated-template';

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
  await asAdmin(adminUrl, async (admin) => {
    const template = await migratedTemplate(admin, adminUrl, PASSWORDS, services);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER mesh_owner`);
  });
  const urls = await provisionDatabase(adminUrl, name, PASSWORDS);
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
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function asAdmin(adminUrl: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
