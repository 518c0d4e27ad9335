import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import type { Pool } from 'pg';

export interface ConnectionOptions {
  readonly url: string;
  /** Most connections that this process opens for the role behind the URL. */
  readonly maxConnections: number;
  readonly applicationName: string;
}

/** An open data source that several services of one process may share. */
export interface SharedConnections {
  readonly pool: Pool;
  /** Gives the share back, once; the last one closes the pool. */
  release(): Promise<void>;
}

interface Shared {
  readonly opening: Promise<DataSource>;
  users: number;
}

const shared = new Map<string, Shared>();

/** Opens the connections of a role, or shares those that the process already has for the same URL. */
export async function openConnections(options: ConnectionOptions): Promise<SharedConnections> {
  const entry = shared.get(options.url) ?? { opening: createDataSource(options).initialize(), users: 0 };
  shared.set(options.url, entry);
  entry.users += 1;
  try {
    const dataSource = await entry.opening;
    let released: Promise<void> | undefined;
    return { pool: poolOf(dataSource), release: () => (released ??= release(options.url, entry)) };
  } catch (error) {
    shared.delete(options.url);
    throw error;
  }
}

async function release(url: string, entry: Shared): Promise<void> {
  entry.users -= 1;
  if (entry.users > 0) return;
  shared.delete(url);
  await (await entry.opening).destroy();
}

function createDataSource(options: ConnectionOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    synchronize: false,
    installExtensions: false,
    applicationName: options.applicationName,
    extra: {
      max: options.maxConnections,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      maxLifetimeSeconds: 1_800,
      statement_timeout: 20_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
}

/** The driver's own pool: statements are prepared by name there, which the query builder cannot do. */
const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as PostgresDriver).master as Pool;
