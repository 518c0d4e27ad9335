import type { Actor, Policy } from '@mesh/contracts';
import type { TenantSql } from '../tickets/tenant-sql';

const ADD = `
  INSERT INTO gateway.policies (tenant_id, version, policy, created_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

/** Adds a version. False when somebody else has added it meanwhile. */
export async function insertPolicy(
  { tenantId, sql }: TenantSql,
  { version, ...rules }: Policy,
  by: Actor,
): Promise<boolean> {
  return (await sql.run(ADD, [tenantId, version, JSON.stringify(rules), JSON.stringify(by)])) === 1;
}
