import { type RollupBucket, STEP_MS } from '../../analytics/rollup-bucket';
import type { TenantSql } from '../../tickets/tenant-sql';

const CLEAR = 'DELETE FROM gateway.agent_rollups WHERE tenant_id = $1 AND step = $2 AND starts_at = $3';

const configuration = (fact: string): string => `${fact}.actor->>'id' AS agent,
      coalesce(${fact}.actor->>'model', '') AS model, coalesce(${fact}.actor->>'promptVersion', '') AS prompt_version`;

/** A verdict is on the draft of the same turn and round, and counts for the agent that wrote it. */
const FILL = `
  INSERT INTO gateway.agent_rollups (tenant_id, step, starts_at, agent, model, prompt_version, tasks, timed,
    duration_ms, longest_ms, cost_micros, passed, revised, blocked)
  SELECT $1, $2, $3, agent, model, prompt_version, count(*) FILTER (WHERE outcome IS NULL), count(duration_ms),
    coalesce(sum(duration_ms), 0), coalesce(max(duration_ms), 0), coalesce(sum(cost_micros), 0),
    count(*) FILTER (WHERE outcome = 'pass'), count(*) FILTER (WHERE outcome = 'revise'),
    count(*) FILTER (WHERE outcome = 'block')
  FROM (
    SELECT ${configuration('f')}, f.duration_ms, f.cost_micros, NULL AS outcome
    FROM gateway.timeline f
    WHERE f.tenant_id = $1 AND f.at >= $3 AND f.at < $4 AND f.actor->>'kind' = 'agent'
    UNION ALL
    SELECT ${configuration('d')}, NULL, NULL, r.data->>'outcome'
    FROM gateway.timeline r
    JOIN gateway.timeline d ON d.tenant_id = r.tenant_id AND d.ticket_id = r.ticket_id AND d.turn = r.turn
      AND d.type = 'support.ticket.drafted.v1' AND d.data->>'round' = r.data->>'round' AND d.actor->>'kind' = 'agent'
    WHERE r.tenant_id = $1 AND r.type = 'support.ticket.reviewed.v1' AND r.at >= $3 AND r.at < $4
  ) work GROUP BY agent, model, prompt_version`;

/** What agents did in the bucket, by agent, model and prompt version. */
export async function rollUpAgents({ tenantId, sql }: TenantSql, { step, startsAt }: RollupBucket): Promise<void> {
  const values = [tenantId, step, startsAt];
  await sql.run(CLEAR, values);
  await sql.run(FILL, [...values, new Date(startsAt.getTime() + STEP_MS[step])]);
}
