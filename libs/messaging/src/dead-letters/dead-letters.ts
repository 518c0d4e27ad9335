import type { ServiceName } from '@mesh/contracts';
import type { ApiDatabase } from '@mesh/persistence';

export interface DeadLetterEntry {
  readonly id: string;
  readonly type: string;
  /** Ticket, document or customer id. */
  readonly subject: string;
  readonly code: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly receivedAt: string;
  readonly diedAt: string;
}

export interface DeadLetterPage {
  readonly items: readonly DeadLetterEntry[];
  /** Position to go on from; absent on the last page. */
  readonly next?: string | undefined;
}

/**
 * The messages that a service has put aside, as an operator sees them. Texts are not shown. With the role of the HTTP
 * path, because the pipeline's own sees the rows of every tenant.
 */
export class DeadLetters {
  constructor(
    private readonly database: ApiDatabase,
    private readonly schema: ServiceName,
    private readonly opened: () => void,
  ) {}

  /** Newest first. @param page.after the `next` of the page before */
  list(page: { tenantId: string; limit: number; after?: string | undefined }): Promise<DeadLetterPage> {
    return this.database.inTenant(page.tenantId, async (sql) => {
      const rows = await sql.rows<DeadLetterEntry & { position: string }>(
        `SELECT id, type, key AS subject, coalesce(error_code, 'UNKNOWN') AS code, error_reason AS reason, attempts,
                received_at AS "receivedAt", finished_at AS "diedAt", position
         FROM ${this.schema}.inbox
         WHERE tenant_id = $1 AND status = 'dead' AND ($2::bigint IS NULL OR position < $2)
         ORDER BY position DESC LIMIT $3`,
        [page.tenantId, page.after ?? null, page.limit + 1],
      );
      const items = rows.slice(0, page.limit);
      return {
        items: items.map(({ position: _, ...entry }) => entry),
        next: rows.length > page.limit ? items.at(-1)?.position : undefined,
      };
    });
  }

  /** Opens a dead row again, with all its tries. False when there is none with this id, or it is not dead. */
  async redrive(entry: { tenantId: string; id: string }): Promise<boolean> {
    const opened = await this.database.inTenant(entry.tenantId, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.inbox
         SET status = 'open', attempts = 0, claims = 0, not_before = now(), finished_at = NULL
         WHERE tenant_id = $1 AND id = $2 AND status = 'dead'`,
        [entry.tenantId, entry.id],
      ),
    );
    if (opened === 1) this.opened();
    return opened === 1;
  }
}
