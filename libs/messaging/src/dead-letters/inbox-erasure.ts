import type { ServiceName } from '@mesh/contracts';
import type { Sql } from '@mesh/persistence';

/** Removes the texts of finished messages; ids, types and times stay, so that duplicates are still refused. */
export class InboxErasure {
  constructor(private readonly schema: ServiceName) {}

  /** Within the caller's transaction and tenant. Returns how many rows of each table lost their text. */
  async erase(sql: Sql, keys: readonly string[]): Promise<{ inbox: number; outbox: number }> {
    const inbox = await sql.run(
      `UPDATE ${this.schema}.inbox SET data = '{}'::jsonb, prepared = NULL, origin = origin - 'raw'
       WHERE key = ANY($1::text[]) AND status IN ('done', 'superseded', 'dead') AND lane = 'commands'`,
      [keys],
    );
    const outbox = await sql.run(
      `UPDATE ${this.schema}.outbox SET data = '{}'::jsonb
       WHERE key = ANY($1::text[]) AND sent_at IS NOT NULL AND sequence IS NULL`,
      [keys],
    );
    return { inbox, outbox };
  }
}
