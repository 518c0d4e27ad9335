import type { LiveValue } from '@mesh/config';
import type { Pool, PoolClient } from 'pg';
import type { ConnectionObserver } from './connection-observer';
import { isAcquireTimeout, isLoginRefused } from './database-errors';
import type { FailoverGuard } from './failover-guard';

/** Makes a connection usable again after a fault, or says why it is not. */
export type Mend = (client: PoolClient) => Promise<Error | undefined>;

export interface LeaseParts {
  readonly pool: Pool;
  readonly guard: FailoverGuard;
  readonly observer: ConnectionObserver;
  /** Longest time that work may hold a connection. */
  readonly holdMs: number;
  /** Where a login that is refused finds a newer password. */
  readonly url?: LiveValue<string> | undefined;
}

/** Lends out the connections of a pool: for a bounded time, and never again one that is known to be of no use. */
export class Leases {
  constructor(private readonly parts: LeaseParts) {}

  async lend<T>(work: (client: PoolClient) => Promise<T>, mend: Mend): Promise<T> {
    const client = await this.acquire();
    let broken: Error | undefined;
    const giveUp = (error: Error): void => {
      broken ??= error;
    };
    // Without a listener a connection that breaks between two statements would end the process.
    client.on('error', giveUp);
    const deadline = this.limit(client, giveUp);
    try {
      return await work(client);
    } catch (error) {
      this.parts.guard.notice(error, client);
      broken ??= await mend(client);
      throw error;
    } finally {
      clearTimeout(deadline);
      client.off('error', giveUp);
      client.release(broken ?? this.parts.guard.isOutdated(client));
    }
  }

  /** Ends the connection when the time is up, which fails the statement under way even if the server never answers. */
  private limit(client: PoolClient, giveUp: (error: Error) => void): NodeJS.Timeout {
    const { holdMs } = this.parts;
    return setTimeout(() => {
      giveUp(new Error(`a connection was held for more than ${holdMs} ms`));
      client.end().catch(giveUp);
    }, holdMs).unref();
  }

  /** A refused login is tried once more, if the address has changed since: passwords are rotated under open pools. */
  private async connect(): Promise<PoolClient> {
    const { pool, url } = this.parts;
    const { connectionString: used } = pool.options;
    try {
      return await pool.connect();
    } catch (error) {
      if (!url || !isLoginRefused(error)) throw error;
      const newest = await url.refresh();
      if (newest === used) throw error;
      pool.options.connectionString = newest;
      return pool.connect();
    }
  }

  private async acquire(): Promise<PoolClient> {
    const { guard, observer } = this.parts;
    const asked = performance.now();
    try {
      for (;;) {
        const client = await this.connect();
        if (!guard.isOutdated(client)) return client;
        client.release(true);
      }
    } catch (error) {
      if (isAcquireTimeout(error)) observer.timedOut();
      throw error;
    } finally {
      observer.waited((performance.now() - asked) / 1000);
    }
  }
}
