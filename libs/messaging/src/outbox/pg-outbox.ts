import type { ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';
import type { StoredHeaders } from '../inbox/inbox-row';
import type { Outgoing } from '../transport/transport';

interface OutboxRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly position: string;
  readonly topic: string;
  readonly type: string;
  readonly key: string;
  readonly sequence: number | null;
  readonly headers: StoredHeaders;
  readonly data: unknown;
}

/** A message that waits to be published. */
export interface Unsent extends Outgoing {
  readonly position: string;
}

/** The messages that a service has committed to send. */
export class PgOutbox {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly schema: ServiceName,
  ) {}

  /** The oldest unsent messages, by their mark and never by a cursor: a slow transaction may commit an older one later. */
  async unsent(most: number): Promise<Unsent[]> {
    const rows = await this.database.single.rows<OutboxRow>(
      `SELECT tenant_id, id, position, topic, type, key, sequence, headers, data
         FROM ${this.schema}.outbox WHERE sent_at IS NULL ORDER BY position LIMIT $1`,
      [most],
    );
    return rows.map((row) => ({
      position: row.position,
      topic: row.topic,
      message: {
        id: row.id,
        type: row.type,
        subject: row.key,
        tenantId: row.tenant_id,
        ...(row.sequence === null ? {} : { sequence: row.sequence }),
        ...row.headers,
        data: row.data,
      },
    }));
  }

  async markSent(positions: readonly string[]): Promise<void> {
    await this.database.single.run(
      `UPDATE ${this.schema}.outbox SET sent_at = now() WHERE position = ANY($1::bigint[]) AND sent_at IS NULL`,
      [positions],
    );
  }
}
