import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source';
import type { MigrationClass } from './migration-class';

export type { MigrationClass } from './migration-class';

export interface ServiceMigrations {
  /** Schema of the service; its migrations table lies there too. */
  readonly schema: string;
  readonly migrations: readonly MigrationClass[];
}

const MIGRATION_LOCK = 7_204_119;

/**
 * Brings every schema up to date, in order, each migration in its own transaction. One runner at a time: the others
 * wait for an advisory lock. Run with the URL of `mesh_owner`. Returns the names of what was applied.
 */
export async function migrate(ownerUrl: string, services: readonly ServiceMigrations[]): Promise<string[]> {
  const applied: string[] = [];
  for (const service of services) applied.push(...(await migrateSchema(ownerUrl, service)));
  return applied;
}

async function migrateSchema(ownerUrl: string, { schema, migrations }: ServiceMigrations): Promise<string[]> {
  const dataSource = await createDataSource({
    url: ownerUrl,
    applicationName: 'mesh-migrate',
    // The one connection that migrates also holds the lock. So when this process dies, the next runner waits until the
    // server has ended the statement that was under way.
    pool: { max: 1, idleTimeoutMillis: 0 },
    migrations: { schema, classes: migrations },
  }).initialize();
  try {
    return await migrateAlone(dataSource, schema);
  } finally {
    await dataSource.destroy();
  }
}

async function migrateAlone(dataSource: DataSource, schema: string): Promise<string[]> {
  await dataSource.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  await dataSource.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  const applied = await dataSource.runMigrations();
  return applied.map((migration) => `${schema}.${migration.name}`);
}
