import type { TenantSql } from '../tickets/tenant-sql';
import type { RollupPeriod } from './rollup-period';

const AGENTS = `
  SELECT agent, model, prompt_version AS "promptVersion", sum(tasks)::int AS tasks,
    round(sum(duration_ms)::numeric / nullif(sum(timed), 0))::int AS "meanMs", max(longest_ms) AS "longestMs",
    sum(cost_micros)::bigint AS "costMicros", sum(passed)::int AS pass, sum(revised)::int AS revise,
    sum(blocked)::int AS block
  FROM gateway.agent_rollups WHERE tenant_id = $1 AND step = $2 AND starts_at >= $3 AND starts_at < $4
  GROUP BY agent, model, prompt_version ORDER BY agent, model, prompt_version LIMIT 1000`;

interface AgentRow {
  readonly agent: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly tasks: number;
  readonly meanMs: number | null;
  readonly longestMs: number;
  /** A bigint, so text. */
  readonly costMicros: string;
  readonly pass: number;
  readonly revise: number;
  readonly block: number;
}

/** What each configuration of an agent did in the period, and how quality judged its drafts. */
export async function readAgents({ tenantId, sql }: TenantSql, { step, from, to }: RollupPeriod) {
  const rows = await sql.rows<AgentRow>(AGENTS, [tenantId, step, from, to]);
  return rows.map(({ model, promptVersion, costMicros, pass, revise, block, ...rest }) => ({
    ...rest,
    model: model || null,
    promptVersion: promptVersion || null,
    costMicros: Number(costMicros),
    verdicts: { pass, revise, block },
  }));
}
