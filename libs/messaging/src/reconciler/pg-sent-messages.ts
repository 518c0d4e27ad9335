import type { ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';
import type { RecordId } from '../transport/topic-reader';

/** A message that the outbox has marked as published. */
export interface SentMessage extends RecordId {
  readonly topic: string;
  /** When it was marked, as the database writes it. */
  readonly sentAt: string;
  readonly position: string;
}

/** From which moment to which, by the clock of the database, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What was refused was never published; a command whose text a customer had erased must not be published again, and was
 * worked on before it could be erased.
 */
const PUBLISHED = `sent_at IS NOT NULL AND refused_code IS NULL AND (sequence IS NOT NULL OR data <> '{}'::jsonb)`;

/** The messages that a service has published, as long as its outbox keeps them. */
export class PgSentMessages {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly schema: ServiceName,
  ) {}

  /** The clock of the database. */
  async now(): Promise<number> {
    const [row] = await this.database.single.rows<{ now: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now',
    );
    return row?.now ?? 0;
  }

  /** Oldest first. @param after the last one of the page before */
  async page({ from, to }: Span, most: number, after?: SentMessage): Promise<SentMessage[]> {
    return this.database.single.rows<SentMessage>(
      `SELECT tenant_id AS "tenantId", id, topic, position, sent_at::text AS "sentAt"
       FROM ${this.schema}.outbox
       WHERE ${PUBLISHED} AND sent_at >= to_timestamp($1::float8 / 1000) AND sent_at < to_timestamp($2::float8 / 1000)
         AND ($3::bigint IS NULL OR (sent_at, position) > ($4::timestamptz, $3::bigint))
       ORDER BY sent_at, position LIMIT $5`,
      [from, to, after?.position ?? null, after?.sentAt ?? null, most],
    );
  }

  /** Marks messages as unpublished, for the relay to publish them again under the same ids. Returns how many. */
  async reopen(messages: readonly SentMessage[]): Promise<number> {
    return this.database.single.run(
      `UPDATE ${this.schema}.outbox SET sent_at = NULL, resent_at = now()
       WHERE (tenant_id, id) IN (SELECT * FROM unnest($1::text[], $2::uuid[])) AND ${PUBLISHED}`,
      [messages.map(({ tenantId }) => tenantId), messages.map(({ id }) => id)],
    );
  }
}
