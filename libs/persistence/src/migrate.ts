import { DataSource, type MigrationInterface } from 'typeorm';

/** A TypeORM migration; the class name ends with its timestamp. */
export type MigrationClass = new () => MigrationInterface;

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
  const guard = await new DataSource({ type: 'postgres', url: ownerUrl, installExtensions: false }).initialize();
  const runner = guard.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied: string[] = [];
    for (const service of services) {
      await runner.query(`CREATE SCHEMA IF NOT EXISTS ${service.schema}`);
      applied.push(...(await migrateSchema(ownerUrl, service)));
    }
    return applied;
  } finally {
    await runner.release();
    await guard.destroy();
  }
}

async function migrateSchema(ownerUrl: string, service: ServiceMigrations): Promise<string[]> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: service.schema,
    synchronize: false,
    installExtensions: false,
    migrations: [...service.migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
  }).initialize();
  try {
    return (await dataSource.runMigrations()).map((migration) => `${service.schema}.${migration.name}`);
  } finally {
    await dataSource.destroy();
  }
}
