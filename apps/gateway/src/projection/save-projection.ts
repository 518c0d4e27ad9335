import type { TenantSql } from '../tickets/tenant-sql';
import { jsonOrNull } from '../tickets/ticket-row';
import type { Projected } from './apply-fact';

const SAVE = `
  UPDATE gateway.tickets SET version = $3, status = $4, projected_status = $5, override = $6, fact_turn = $7,
    category = $8, priority = $9, triage = $10, handover = $11, assignee = $12, outcome = $13, first_reply_at = $14,
    resolved_at = $15, cost_micros = cost_micros + $16, updated_at = now()
  WHERE tenant_id = $1 AND id = $2`;

export async function saveProjection(
  { tenantId, sql }: TenantSql,
  ticketId: string,
  after: Projected & { readonly version: number; readonly costMicros: number },
): Promise<void> {
  await sql.run(SAVE, [
    tenantId,
    ticketId,
    after.version,
    after.status,
    after.projected_status,
    jsonOrNull(after.override),
    after.fact_turn,
    after.category,
    after.priority,
    jsonOrNull(after.triage),
    jsonOrNull(after.handover),
    jsonOrNull(after.assignee),
    after.outcome,
    after.first_reply_at,
    after.resolved_at,
    after.costMicros,
  ]);
}
