import type { Pool, PoolClient } from 'pg';
import { isReadOnly } from './database-errors';

/**
 * Tells the connections from before a fail-over from those made after it: the old ones may still reach the old primary,
 * which refuses to write and answers from the past.
 */
export class FailoverGuard {
  private failovers = 0;
  private readonly madeAfter = new WeakMap<PoolClient, number>();

  constructor(pool: Pool) {
    pool.on('connect', (client) => this.madeAfter.set(client, this.failovers));
  }

  /** A server that has become read-only is left at once: no connection made so far is used again. */
  notice(error: unknown, client: PoolClient): void {
    if (isReadOnly(error) && !this.isOutdated(client)) this.failovers += 1;
  }

  isOutdated(client: PoolClient): boolean {
    return (this.madeAfter.get(client) ?? 0) < this.failovers;
  }
}
