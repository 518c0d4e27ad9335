import type { DataSource } from 'typeorm';
import type { Pool, PoolConfig } from 'pg';
import type { ConnectionLimits } from './connection-limits';
import { createDataSource, poolOf } from './data-source';
import { asDatabaseError } from './database-errors';
import { FailoverGuard } from './failover-guard';

export interface ConnectionOptions {
  readonly url: string;
  /** Most connections that this process opens for the role behind the URL. */
  readonly maxConnections: number;
  readonly applicationName: string;
  readonly limits: ConnectionLimits;
}

/** An open data source that several services of one process may share. */
export interface SharedConnections {
  readonly pool: Pool;
  readonly guard: FailoverGuard;
  /** Gives the share back, once; the last one closes the pool. */
  release(): Promise<void>;
}

interface Opened {
  readonly dataSource: DataSource;
  readonly guard: FailoverGuard;
}

interface Shared {
  readonly opening: Promise<Opened>;
  users: number;
}

const shared = new Map<string, Shared>();

/**
 * Opens the connections of a role, or shares those that the process already has for the same URL.
 * @throws RetryableError `DATABASE_UNAVAILABLE`
 */
export async function openConnections(options: ConnectionOptions): Promise<SharedConnections> {
  const entry = shared.get(options.url) ?? { opening: open(options), users: 0 };
  shared.set(options.url, entry);
  entry.users += 1;
  try {
    const { dataSource, guard } = await entry.opening;
    let released: Promise<void> | undefined;
    return { pool: poolOf(dataSource), guard, release: () => (released ??= release(options.url, entry)) };
  } catch (error) {
    if (shared.get(options.url) === entry) shared.delete(options.url);
    throw error;
  }
}

async function release(url: string, entry: Shared): Promise<void> {
  entry.users -= 1;
  if (entry.users > 0) return;
  shared.delete(url);
  await (await entry.opening).dataSource.destroy();
}

async function open(options: ConnectionOptions): Promise<Opened> {
  const { url, applicationName } = options;
  try {
    const dataSource = await createDataSource({ url, applicationName, pool: poolConfig(options) }).initialize();
    return { dataSource, guard: new FailoverGuard(poolOf(dataSource)) };
  } catch (error) {
    throw asDatabaseError(error);
  }
}

function poolConfig({ maxConnections, limits }: ConnectionOptions): PoolConfig {
  return {
    max: maxConnections,
    connectionTimeoutMillis: limits.acquireMs,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: 1_800,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    // For what holds a connection by itself; leases end earlier.
    query_timeout: limits.transactionMs + 1_000,
    // A server that is cut off lets go of the locks of a connection, and a client of the connection, within a minute.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5',
  };
}
