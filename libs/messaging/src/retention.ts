import type { ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';

const ROWS_AT_ONCE = 5_000;

/** Deletes finished rows that are older than the retention: inbox longer than any broker could deliver again. */
export class Retention {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly schema: ServiceName,
    private readonly hours: number,
  ) {}

  /** Returns how many rows were deleted. */
  async sweep(): Promise<number> {
    let total = 0;
    for (const statement of [
      this.deletion('inbox', `status IN ('done', 'superseded') AND finished_at`),
      this.deletion('outbox', 'sent_at'),
    ]) {
      let deleted: number;
      do {
        deleted = await this.database.single.run(statement, [this.hours, ROWS_AT_ONCE]);
        total += deleted;
      } while (deleted === ROWS_AT_ONCE);
    }
    return total;
  }

  private deletion(table: string, finished: string): string {
    return `DELETE FROM ${this.schema}.${table} WHERE (tenant_id, id) IN (
      SELECT tenant_id, id FROM ${this.schema}.${table} WHERE ${finished} < now() - $1 * interval '1 hour' LIMIT $2)`;
  }
}
