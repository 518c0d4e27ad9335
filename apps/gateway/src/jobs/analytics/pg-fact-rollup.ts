import { type RollupBucket, STEP_MS } from '../../analytics/rollup-bucket';
import type { TenantSql } from '../../tickets/tenant-sql';

const CLEAR = 'DELETE FROM gateway.fact_rollups WHERE tenant_id = $1 AND step = $2 AND starts_at = $3';

const FILL = `
  INSERT INTO gateway.fact_rollups (tenant_id, step, starts_at, type, facts, timed, duration_ms, longest_ms, cost_micros)
  SELECT $1, $2, $3, type, count(*), count(duration_ms), coalesce(sum(duration_ms), 0), coalesce(max(duration_ms), 0),
    coalesce(sum(cost_micros), 0)
  FROM gateway.timeline WHERE tenant_id = $1 AND at >= $3 AND at < $4 GROUP BY type`;

/** The facts that happened in the bucket, by type. */
export async function rollUpFacts({ tenantId, sql }: TenantSql, { step, startsAt }: RollupBucket): Promise<void> {
  const values = [tenantId, step, startsAt];
  await sql.run(CLEAR, values);
  await sql.run(FILL, [...values, new Date(startsAt.getTime() + STEP_MS[step])]);
}
