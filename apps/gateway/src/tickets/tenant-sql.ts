import type { Sql } from '@mesh/persistence';

/** SQL inside a transaction that sees one tenant; a WorkTransaction is one. */
export interface TenantSql {
  readonly tenantId: string;
  readonly sql: Sql;
}
