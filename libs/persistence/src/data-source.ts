import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import type { Pool, PoolConfig } from 'pg';
import type { MigrationClass } from './migration-class';

export interface DataSourceSettings {
  readonly url: string;
  readonly applicationName?: string;
  /** Settings of the pool and of its connections. */
  readonly pool?: PoolConfig;
  /** Schema in which the list of the migrations is kept, and the migrations. */
  readonly migrations?: { readonly schema: string; readonly classes: readonly MigrationClass[] };
}

/** The one place where a data source is made: none ever derives the schema from classes or drops it. */
export function createDataSource({ url, applicationName, pool, migrations }: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    synchronize: false,
    dropSchema: false,
    migrationsRun: false,
    installExtensions: false,
    ...(applicationName === undefined ? {} : { applicationName }),
    ...(pool === undefined ? {} : { extra: pool }),
    ...(migrations === undefined
      ? {}
      : {
          schema: migrations.schema,
          migrations: [...migrations.classes],
          migrationsTableName: 'migrations',
          migrationsTransactionMode: 'each',
        }),
  });
}

/** The driver's own pool: statements are prepared by name there, which the query builder cannot do. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as PostgresDriver).master as Pool;
