import { type AgentRole, AgentSetups } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

/** A version as its tenant's admin sees it. */
export interface AgentVersionRow {
  readonly version: number;
  readonly setup: object;
  readonly note: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly live: boolean;
}

export interface WantedVersion {
  readonly setup: object;
  readonly note?: string | undefined;
  readonly by: string;
}

const COLUMNS = `v.version, v.setup, v.note, v.created_by AS "createdBy", v.created_at AS "createdAt",
  l.version IS NOT NULL AS live`;
const VERSIONS = `
  SELECT ${COLUMNS} FROM gateway.agent_versions v
  LEFT JOIN gateway.live_agents l USING (tenant_id, agent, version)
  WHERE v.tenant_id = $1 AND v.agent = $2`;

/** One after the other, or two at once would take the same number. */
const ENTER = `SELECT pg_advisory_xact_lock(hashtextextended('agents:' || $1 || ':' || $2, 0))`;
const ADD = `
  INSERT INTO gateway.agent_versions (tenant_id, agent, version, setup, note, created_by)
  SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 FROM gateway.agent_versions
  WHERE tenant_id = $1 AND agent = $2
  RETURNING version, setup, note, created_by AS "createdBy", created_at AS "createdAt", false AS live`;

export async function addVersion(
  { tenantId, sql }: TenantSql,
  agent: AgentRole,
  { setup, note, by }: WantedVersion,
): Promise<AgentVersionRow | undefined> {
  await sql.rows(ENTER, [tenantId, agent]);
  return firstRow<AgentVersionRow>(sql, ADD, [tenantId, agent, JSON.stringify(setup), note ?? null, by]);
}

/** Newest first. */
export const listVersions = (
  { tenantId, sql }: TenantSql,
  agent: AgentRole,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<AgentVersionRow[]> =>
  sql.rows(`${VERSIONS} AND ($3::int IS NULL OR v.version < $3) ORDER BY v.version DESC LIMIT $4`, [
    tenantId,
    agent,
    before ?? null,
    limit,
  ]);

export const findVersion = (at: TenantSql, agent: AgentRole, version: number): Promise<AgentVersionRow | undefined> =>
  firstRow<AgentVersionRow>(at.sql, `${VERSIONS} AND v.version = $3`, [at.tenantId, agent, version]);

const MAKE_LIVE = `
  INSERT INTO gateway.live_agents (tenant_id, agent, version) VALUES ($1, $2, $3)
  ON CONFLICT (tenant_id, agent) DO UPDATE SET version = excluded.version, since = now()`;
export const makeLive = ({ tenantId, sql }: TenantSql, agent: AgentRole, version: number): Promise<number> =>
  sql.run(MAKE_LIVE, [tenantId, agent, version]);

const RESET = `DELETE FROM gateway.live_agents WHERE tenant_id = $1 AND agent = $2`;
/** False when the role works as built in already. */
export const resetAgent = async ({ tenantId, sql }: TenantSql, agent: AgentRole): Promise<boolean> =>
  (await sql.run(RESET, [tenantId, agent])) === 1;

/** A scalar subquery of all that is live, as `AgentSetups` in JSON; null when everything is as built in. */
export const LIVE_SETUPS = `
  (SELECT jsonb_object_agg(l.agent, v.setup || jsonb_build_object('version', v.version)) FROM gateway.live_agents l
    JOIN gateway.agent_versions v USING (tenant_id, agent, version) WHERE l.tenant_id = $1)`;

export async function liveSetups({ tenantId, sql }: TenantSql): Promise<AgentSetups> {
  const row = await firstRow<{ agents: object | null }>(sql, `SELECT ${LIVE_SETUPS} AS agents`, [tenantId]);
  return AgentSetups.parse(row?.agents ?? {});
}
