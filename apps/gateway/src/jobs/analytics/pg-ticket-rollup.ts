import { type RollupBucket, STEP_MS } from '../../analytics/rollup-bucket';
import type { TenantSql } from '../../tickets/tenant-sql';

const CLEAR = 'DELETE FROM gateway.ticket_rollups WHERE tenant_id = $1 AND step = $2 AND starts_at = $3';

const reached = (fact: string): string => `count(*) FILTER (WHERE 'support.ticket.${fact}.v1' = ANY(seen.types))`;
const having = (condition: string): string => `count(*) FILTER (WHERE ${condition})`;

/** The tickets that were created in the bucket: which stages they reached, and where they are now. */
const FILL = `
  INSERT INTO gateway.ticket_rollups (tenant_id, step, starts_at, category, channel, created, triaged, researched,
    drafted, reviewed, approval_requested, replied, handed_over, resolved, closed, with_person, awaiting_approval,
    confirmed, assumed, by_person, cost_micros)
  SELECT $1, $2, $3, coalesce(t.category, 'none'), t.channel, count(*), ${reached('triaged')}, ${reached('researched')},
    ${reached('drafted')}, ${reached('reviewed')}, ${reached('approval_requested')}, ${reached('reply_sent')},
    ${reached('handed_over')}, ${having(`t.status = 'resolved'`)}, ${having(`t.status = 'closed'`)},
    ${having(`t.status = 'with_person'`)}, ${having(`t.status = 'awaiting_approval'`)},
    ${having(`t.outcome = 'confirmed'`)}, ${having(`t.outcome = 'assumed'`)}, ${having(`t.outcome = 'by_person'`)},
    coalesce(sum(t.cost_micros), 0)
  FROM gateway.tickets t
  LEFT JOIN LATERAL (SELECT array_agg(DISTINCT f.type) AS types FROM gateway.timeline f
    WHERE f.tenant_id = t.tenant_id AND f.ticket_id = t.id) seen ON true
  WHERE t.tenant_id = $1 AND t.created_at >= $3 AND t.created_at < $4
  GROUP BY 4, 5`;

export async function rollUpTickets({ tenantId, sql }: TenantSql, { step, startsAt }: RollupBucket): Promise<void> {
  const values = [tenantId, step, startsAt];
  await sql.run(CLEAR, values);
  await sql.run(FILL, [...values, new Date(startsAt.getTime() + STEP_MS[step])]);
}
