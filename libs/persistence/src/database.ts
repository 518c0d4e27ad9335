import { TerminalError } from '@mesh/kernel';
import type { Pool, PoolClient } from 'pg';
import { ClientSql } from './client-sql';
import { type SharedConnections, openConnections } from './connections';
import { asDatabaseError, isSerializationFailure } from './database-errors';
import type { Sql } from './sql';

const TENANT = /^[a-z0-9][a-z0-9-]{0,62}$/;
const MAX_TRIES = 3;

/** Work inside one transaction; `enterTenant` moves the tenant wall for the statements that follow. */
export interface TransactionScope {
  readonly sql: Sql;
  enterTenant(tenantId: string): Promise<void>;
}

/** Transactions of one run-time role. Row-level security shows only the rows of the tenant that was entered. */
export class Database {
  protected constructor(private readonly connections: SharedConnections) {}

  /** For what must live as long as a connection: advisory locks, LISTEN. Give the client back with `release`. */
  get pool(): Pool {
    return this.connections.pool;
  }

  /**
   * Runs the work in one transaction that sees a single tenant. Serialization failures run it again (three times in
   * all), so it must have no effect outside the database. @throws RetryableError `DATABASE_UNAVAILABLE`
   */
  inTenant<T>(tenantId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.repeating(begin(tenantId), ({ sql }) => work(sql));
  }

  /** Like `inTenant`, for the pipeline: no tenant until the work enters one. */
  acrossTenants<T>(work: (scope: TransactionScope) => Promise<T>): Promise<T> {
    return this.repeating('BEGIN', work);
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
    await this.connections.release();
  }

  private async alone<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    try {
      return await this.withClient((client) => work(new ClientSql(client)));
    } catch (error) {
      throw asDatabaseError(error);
    }
  }

  private async repeating<T>(opening: string, work: (scope: TransactionScope) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(opening, work);
      } catch (error) {
        if (!isSerializationFailure(error) || attempt >= MAX_TRIES) throw asDatabaseError(error);
      }
    }
  }

  private once<T>(opening: string, work: (scope: TransactionScope) => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      await client.query(opening);
      const result = await work(scopeOf(client));
      await client.query('COMMIT');
      return result;
    }, rollBack);
  }

  /** @param mend makes the connection usable again after a fault, or says why it is not */
  private async withClient<T>(
    work: (client: PoolClient) => Promise<T>,
    mend: (client: PoolClient) => Promise<Error | undefined> = () => Promise.resolve(undefined),
  ): Promise<T> {
    const client = await this.connections.pool.connect();
    let broken: Error | undefined;
    // Without a listener a connection that breaks between two statements would end the process.
    const onBroken = (error: Error): void => {
      broken = error;
    };
    client.on('error', onBroken);
    try {
      return await work(client);
    } catch (error) {
      broken ??= await mend(client);
      throw error;
    } finally {
      client.off('error', onBroken);
      client.release(broken);
    }
  }
}

/** The role of the HTTP path: only the tenant of the caller, no reading of the pipeline's tables. */
export class ApiDatabase extends Database {
  static async open(url: string, maxConnections: number, applicationName: string): Promise<ApiDatabase> {
    return new ApiDatabase(await openConnections({ url, maxConnections, applicationName }));
  }
}

/** The role of the pipeline: all inbox and outbox rows, and the domain rows of the tenant of the row in hand. */
export class WorkerDatabase extends Database {
  static async open(url: string, maxConnections: number, applicationName: string): Promise<WorkerDatabase> {
    return new WorkerDatabase(await openConnections({ url, maxConnections, applicationName }));
  }
}

function scopeOf(client: PoolClient): TransactionScope {
  const sql = new ClientSql(client);
  let current: string | undefined;
  return {
    sql,
    enterTenant: async (tenantId) => {
      if (current === tenantId) return;
      await client.query(`SET LOCAL mesh.tenant_id = '${checked(tenantId)}'`);
      current = tenantId;
    },
  };
}

const begin = (tenantId: string): string => `BEGIN; SET LOCAL mesh.tenant_id = '${checked(tenantId)}'`;

/** SET takes no parameters, so nothing but the plain form of an id may be put into the text. */
function checked(tenantId: string): string {
  if (!TENANT.test(tenantId)) throw new TerminalError('TENANT_INVALID', 'the tenant id is not valid');
  return tenantId;
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}
