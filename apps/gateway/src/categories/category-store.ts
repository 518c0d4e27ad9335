import { Inject, Injectable } from '@nestjs/common';
import type { CategoryDefinition } from '@mesh/contracts';
import { ApiDatabase } from '@mesh/persistence';
import { AdminActs, type Principal } from '../identity';
import { shippedCategories } from './shipped-categories';

const LIST = `
  SELECT name, description, examples FROM gateway.categories WHERE tenant_id = $1 ORDER BY position, name LIMIT 200`;
const CLEAR = `DELETE FROM gateway.categories WHERE tenant_id = $1`;
const ADD = `
  INSERT INTO gateway.categories (tenant_id, position, name, description, examples)
  SELECT $1, row.position, row.name, row.description, row.examples
  FROM jsonb_to_recordset($2::jsonb) AS row (position integer, name text, description text, examples jsonb)`;

/** A tenant's list of categories. */
@Injectable()
export class CategoryStore {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  async list(tenantId: string): Promise<CategoryDefinition[]> {
    const rows = await this.database.inTenant(tenantId, (sql) => sql.rows<CategoryDefinition>(LIST, [tenantId]));
    return rows.length > 0 ? rows : shippedCategories();
  }

  /** Takes the place of the whole list. */
  replace(principal: Principal, items: readonly CategoryDefinition[]): Promise<readonly CategoryDefinition[]> {
    return this.acts.perform({ principal, action: 'categories.changed' }, async ({ tenantId, sql }) => {
      await sql.run(CLEAR, [tenantId]);
      await sql.run(ADD, [tenantId, JSON.stringify(items.map((item, position) => ({ ...item, position })))]);
      return { result: items, subject: 'categories', details: { count: items.length } };
    });
  }
}
