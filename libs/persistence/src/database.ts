import type { LiveValue } from '@mesh/config';
import type { Pool, PoolClient } from 'pg';
import { ClientSql } from './client-sql';
import { type ConnectionLimits, DEFAULT_LIMITS } from './connection-limits';
import { type ConnectionObserver, UNOBSERVED } from './connection-observer';
import { type SharedConnections, openConnections } from './connections';
import { asDatabaseError, isSerializationFailure } from './database-errors';
import { Leases } from './leases';
import { pauseBeforeRetry } from './retry-pause';
import type { Sql } from './sql';
import { type TransactionScope, beginIn, scopeOf } from './transaction-scope';

export type { TransactionScope } from './transaction-scope';

const MAX_TRIES = 3;

export interface DatabaseSettings {
  /** Services that share the connections of a role share the limits of the first one. */
  readonly limits?: Partial<ConnectionLimits>;
  readonly observer?: ConnectionObserver;
  /** The URL where it may change under open pools. */
  readonly live?: LiveValue<string>;
}

interface DatabaseParts {
  readonly connections: SharedConnections;
  readonly observer: ConnectionObserver;
  readonly holdMs: number;
  readonly url: LiveValue<string> | undefined;
}

/** Transactions of one run-time role. Row-level security shows only the rows of the tenant that was entered. */
export class Database {
  private readonly connections: SharedConnections;
  private readonly observer: ConnectionObserver;
  private readonly leases: Leases;

  protected constructor({ connections, observer, holdMs, url }: DatabaseParts) {
    this.connections = connections;
    this.observer = observer;
    this.leases = new Leases({ ...connections, observer, holdMs, url });
    observer.opened(connections.pool);
  }

  /** For what must live as long as a connection: advisory locks, LISTEN. Give the client back with `release`. */
  get pool(): Pool {
    return this.connections.pool;
  }

  /** Whether a connection was made before a fail-over: what it holds, it holds at the old primary. */
  isOutdated(client: PoolClient): boolean {
    return this.connections.guard.isOutdated(client);
  }

  /**
   * Runs the work in one transaction that sees a single tenant. Serialization failures run it again (three times in
   * all), so it must have no effect outside the database. It holds a connection: inside, nothing else may ask for one.
   * @throws RetryableError `DATABASE_UNAVAILABLE` or `DATABASE_CONFLICT`
   */
  inTenant<T>(tenantId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    const opening = beginIn(tenantId);
    return this.repeating(() => this.once(opening, ({ sql }) => work(sql)));
  }

  /** Like `inTenant`, for the pipeline: no tenant until the work enters one. */
  acrossTenants<T>(work: (scope: TransactionScope) => Promise<T>): Promise<T> {
    return this.repeating(() => this.once('BEGIN', work));
  }

  /**
   * For the pipeline: each statement is a transaction of its own, which saves two round trips. Any connection may run
   * it, and no tenant is entered. @throws RetryableError `DATABASE_UNAVAILABLE`
   */
  readonly single: Sql = {
    rows: (statement, parameters) => this.alone((sql) => sql.rows(statement, parameters)),
    run: (statement, parameters) => this.alone((sql) => sql.run(statement, parameters)),
  };

  async close(): Promise<void> {
    this.observer.closed();
    await this.connections.release();
  }

  private alone<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.repeating(() => this.leases.lend((client) => work(new ClientSql(client)), keep));
  }

  private async repeating<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isSerializationFailure(error) || attempt >= MAX_TRIES) throw asDatabaseError(error);
      }
      this.observer.repeated();
      await pauseBeforeRetry(attempt);
    }
  }

  private once<T>(opening: string, work: (scope: TransactionScope) => Promise<T>): Promise<T> {
    return this.leases.lend(async (client) => {
      await client.query(opening);
      const result = await work(scopeOf(client));
      const { command } = await client.query('COMMIT');
      // What Postgres answers, without an error, when a statement has failed and the work has gone on all the same.
      if (command !== 'COMMIT') throw new Error('the work hid the fault of a statement: nothing of it was kept');
      return result;
    }, rollBack);
  }
}

/** The role of the HTTP path: only the tenant of the caller, no reading of the pipeline's tables. */
export class ApiDatabase extends Database {
  static async open(url: string, maxConnections: number, applicationName: string, settings: DatabaseSettings = {}) {
    return new ApiDatabase(await connect(url, maxConnections, applicationName, settings));
  }
}

/** The role of the pipeline: all inbox and outbox rows, and the domain rows of the tenant of the row in hand. */
export class WorkerDatabase extends Database {
  static async open(url: string, maxConnections: number, applicationName: string, settings: DatabaseSettings = {}) {
    return new WorkerDatabase(await connect(url, maxConnections, applicationName, settings));
  }
}

async function connect(
  url: string,
  maxConnections: number,
  applicationName: string,
  { limits: given, observer = UNOBSERVED, live }: DatabaseSettings,
): Promise<DatabaseParts> {
  const limits = { ...DEFAULT_LIMITS, ...given };
  const connections = await openConnections({ url, maxConnections, applicationName, limits });
  return { connections, observer, holdMs: limits.transactionMs, url: live };
}

/** A statement alone leaves nothing behind. */
const keep = (): Promise<undefined> => Promise.resolve(undefined);

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}
