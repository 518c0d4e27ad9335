import type { Period } from '../../analytics/analytics-summary';
import type { TenantSql } from '../../tickets/tenant-sql';

/** Only tickets that went to people have such copies, and each of those left a fact. */
const RIPE = `
  SELECT t.id FROM gateway.tickets t
  WHERE t.tenant_id = $1 AND t.status IN ('resolved', 'closed') AND t.updated_at < $3
    AND t.id IN (SELECT f.ticket_id FROM gateway.timeline f WHERE f.tenant_id = $1 AND f.at >= $2 AND f.at < $3
      AND f.type IN ('support.ticket.approval_requested.v1', 'support.ticket.handed_over.v1'))
    AND (t.handover ?| ARRAY['package', 'draft', 'evidence', 'checks'] OR EXISTS (SELECT 1 FROM gateway.approvals a
      WHERE a.tenant_id = t.tenant_id AND a.ticket_id = t.id AND a.status NOT IN ('open', 'held')
        AND (a.evidence <> '[]' OR a.checks <> '[]' OR a.package <> $5)))
  ORDER BY t.id LIMIT $4 FOR NO KEY UPDATE OF t SKIP LOCKED`;
const TICKETS = `
  UPDATE gateway.tickets SET handover = handover - ARRAY['package', 'draft', 'evidence', 'checks']
  WHERE tenant_id = $1 AND id = ANY($2::uuid[]) AND handover IS NOT NULL`;
const APPROVALS = `
  UPDATE gateway.approvals SET evidence = '[]', checks = '[]', package = $3
  WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[]) AND status NOT IN ('open', 'held')`;

const NO_PACKAGE = JSON.stringify({ summary: '', suggestedNextStep: '' });

/** Removes the copies of at most so many tickets; returns how many there were. */
export async function archiveSome({ tenantId, sql }: TenantSql, { from, to }: Period, limit: number): Promise<number> {
  const ripe = await sql.rows<{ id: string }>(RIPE, [tenantId, from, to, limit, NO_PACKAGE]);
  const ids = ripe.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await sql.run(TICKETS, [tenantId, ids]);
  await sql.run(APPROVALS, [tenantId, ids, NO_PACKAGE]);
  return ids.length;
}
