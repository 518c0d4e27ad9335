import { Inject, Injectable } from '@nestjs/common';
import { WorkerDatabase } from '@mesh/persistence';

const PAGE = 500;
const NEXT = `
  SELECT tenant_id FROM research.knowledge_revisions WHERE revision > 0 AND tenant_id > $1
  ORDER BY tenant_id LIMIT ${PAGE}`;
const BUSIEST = `
  SELECT tenant_id FROM research.knowledge_revisions WHERE revision > 0 ORDER BY revision DESC LIMIT $1`;

/** The tenants that have ever had knowledge. */
@Injectable()
export class KnowingTenants {
  constructor(@Inject(WorkerDatabase) private readonly database: WorkerDatabase) {}

  /** Those whose knowledge changed most often. */
  async busiest(limit: number): Promise<string[]> {
    const rows = await this.database.single.rows<{ tenant_id: string }>(BUSIEST, [limit]);
    return rows.map(({ tenant_id }) => tenant_id);
  }

  async *ids(): AsyncGenerator<string> {
    for (let after = ''; ;) {
      const rows = await this.database.single.rows<{ tenant_id: string }>(NEXT, [after]);
      for (const { tenant_id } of rows) yield tenant_id;
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.tenant_id ?? after;
    }
  }
}
