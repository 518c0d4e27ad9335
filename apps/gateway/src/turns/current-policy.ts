import { Policy, SHIPPED_CATEGORIES } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import { DEFAULT_POLICY } from './default-policy';

const NEWEST = `SELECT version, policy FROM gateway.policies WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1`;
const RULES = `
  SELECT (SELECT jsonb_build_object('version', version, 'policy', policy) FROM gateway.policies
      WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1) AS policy,
    (SELECT array_agg(name) FROM (
      SELECT name FROM gateway.categories WHERE tenant_id = $1 ORDER BY position, name LIMIT 200) AS list) AS categories`;

interface PolicyRow {
  readonly version: number;
  readonly policy: object;
}

const policyOf = (row: PolicyRow | undefined): Policy =>
  row ? Policy.parse({ ...row.policy, version: row.version }) : DEFAULT_POLICY;

/** The newest version of the tenant's policy; what ships when there is none. */
export async function currentPolicy({ tenantId, sql }: TenantSql): Promise<Policy> {
  return policyOf(await firstRow<PolicyRow>(sql, NEWEST, [tenantId]));
}

/** What is pinned at the start of a turn: the policy, and the names of the categories (those that ship when there are none). */
export interface CurrentRules {
  readonly policy: Policy;
  readonly categories: readonly string[];
}

/** Both in one statement, because every ticket asks for them. */
export async function currentRules({ tenantId, sql }: TenantSql): Promise<CurrentRules> {
  const row = await firstRow<{ policy: PolicyRow | null; categories: string[] | null }>(sql, RULES, [tenantId]);
  return { policy: policyOf(row?.policy ?? undefined), categories: row?.categories ?? [...SHIPPED_CATEGORIES] };
}
