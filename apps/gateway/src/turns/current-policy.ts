import { AgentSetups, Policy, SHIPPED_CATEGORIES } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import { LIVE_SETUPS } from '../agents-admin/pg-agent-setups';
import type { TenantSql } from '../tickets/tenant-sql';
import { DEFAULT_POLICY } from './default-policy';

const NEWEST = `SELECT version, policy FROM gateway.policies WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1`;
const RULES = `
  SELECT (SELECT jsonb_build_object('version', version, 'policy', policy) FROM gateway.policies
      WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1) AS policy,
    (SELECT array_agg(name) FROM (
      SELECT name FROM gateway.categories WHERE tenant_id = $1 ORDER BY position, name LIMIT 200) AS list) AS categories,
    ${LIVE_SETUPS} AS agents`;

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

/** What is pinned at the start of a turn: the policy, the names of the categories (those that ship when there are none), the agents. */
export interface CurrentRules {
  readonly policy: Policy;
  readonly categories: readonly string[];
  /** Undefined: all as built in. */
  readonly agents?: AgentSetups | undefined;
}

interface RulesRow {
  readonly policy: PolicyRow | null;
  readonly categories: string[] | null;
  readonly agents: object | null;
}

/** All in one statement, because every ticket asks for them. */
export async function currentRules({ tenantId, sql }: TenantSql): Promise<CurrentRules> {
  const row = await firstRow<RulesRow>(sql, RULES, [tenantId]);
  return {
    policy: policyOf(row?.policy ?? undefined),
    categories: row?.categories ?? [...SHIPPED_CATEGORIES],
    agents: row?.agents ? AgentSetups.parse(row.agents) : undefined,
  };
}
