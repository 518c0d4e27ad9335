import type { TenantSql } from '../../../tickets/tenant-sql';
import type { QueueLength } from './queue-growth.decision';

/** Also queues that were measured lately and are empty now; one is always measured, so that it is known since when. */
const LENGTHS = `
  WITH waiting AS (
    SELECT queue FROM gateway.approvals WHERE tenant_id = $1 AND status = 'open'
    UNION ALL
    SELECT coalesce(assignee->>'queue', handover->>'queue', 'none') FROM gateway.tickets
    WHERE tenant_id = $1 AND status = 'with_person'),
  measured AS (
    SELECT queue, min(waiting) AS lowest FROM gateway.queue_samples
    WHERE tenant_id = $1 AND at > $2::timestamptz - interval '1 hour' AND at <= $2 GROUP BY queue),
  counted AS (SELECT queue, sum(one)::integer AS waiting
    FROM (SELECT queue, 1 AS one FROM waiting UNION ALL SELECT 'none', 0) every GROUP BY queue)
  SELECT queue, coalesce(c.waiting, 0) AS waiting, CASE WHEN begun THEN coalesce(m.lowest, 0) ELSE m.lowest END AS lowest
  FROM counted c FULL JOIN measured m USING (queue)
  CROSS JOIN (SELECT EXISTS (SELECT 1 FROM gateway.queue_samples
    WHERE tenant_id = $1 AND at <= $2::timestamptz - interval '1 hour') AS begun) since
  ORDER BY queue`;

const MEASURE = `
  INSERT INTO gateway.queue_samples (tenant_id, queue, at, waiting)
  SELECT $1, queue, date_trunc('minute', $2::timestamptz), waiting
  FROM unnest($3::text[], $4::integer[]) AS length (queue, waiting)
  ON CONFLICT (tenant_id, queue, at) DO UPDATE SET waiting = excluded.waiting`;

/** How full the queues are and were, noted for the next time. */
export async function measureQueues({ tenantId, sql }: TenantSql, now: Date): Promise<QueueLength[]> {
  const lengths = await sql.rows<QueueLength>(LENGTHS, [tenantId, now]);
  await sql.run(MEASURE, [tenantId, now, lengths.map(({ queue }) => queue), lengths.map(({ waiting }) => waiting)]);
  return lengths;
}
