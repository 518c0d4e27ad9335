import type { ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';
import type { PoolClient } from 'pg';

/** One relay per service publishes; the lock dies with the connection that holds it. */
export class PgRelayLeadership {
  private client: PoolClient | undefined;

  constructor(
    private readonly database: WorkerDatabase,
    private readonly schema: ServiceName,
  ) {}

  /** Whether this process led when it was last looked at. */
  get held(): boolean {
    return this.client !== undefined;
  }

  /** True when this process leads, now. */
  async holds(): Promise<boolean> {
    // After a fail-over the lock of the old primary means nothing any more.
    if (this.client && this.database.isOutdated(this.client)) this.resign();
    this.client ??= await this.elect();
    return this.client !== undefined;
  }

  resign(): void {
    const client = this.client;
    this.client = undefined;
    // Closing the connection gives the lock back.
    client?.release(true);
  }

  private async elect(): Promise<PoolClient | undefined> {
    const client = await this.database.pool.connect();
    const onBroken = (): void => this.lose(client);
    client.on('error', onBroken);
    let leads = false;
    try {
      leads = await tryLock(client, `${this.schema}.relay`);
      return leads ? client : undefined;
    } finally {
      if (!leads) {
        client.off('error', onBroken);
        client.release();
      }
    }
  }

  /** The listener stays: a broken connection may complain more than once. */
  private lose(client: PoolClient): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.release(true);
  }
}

async function tryLock(client: PoolClient, name: string): Promise<boolean> {
  const result = await client.query<{ leads: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS leads',
    [name],
  );
  return result.rows[0]?.leads ?? false;
}
