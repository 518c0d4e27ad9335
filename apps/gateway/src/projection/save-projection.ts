import type { TenantSql } from '../tickets/tenant-sql';
import type { Projected } from './apply-fact';

export interface SavedProjection extends Projected {
  readonly id: string;
  readonly version: number;
  readonly costMicros: number;
}

const SAVE = `
  UPDATE gateway.tickets ticket
  SET version = after.version, status = after.status, projected_status = after.projected_status,
    override = after.override, fact_turn = after.fact_turn, category = after.category, priority = after.priority,
    triage = after.triage, handover = after.handover, assignee = after.assignee, outcome = after.outcome,
    first_reply_at = after.first_reply_at, resolved_at = after.resolved_at,
    cost_micros = ticket.cost_micros + after."costMicros", updated_at = now()
  FROM jsonb_to_recordset($2::jsonb) AS after (
    id uuid, version integer, status text, projected_status text, override jsonb, fact_turn integer, category text,
    priority text, triage jsonb, handover jsonb, assignee jsonb, outcome text, first_reply_at timestamptz,
    resolved_at timestamptz, "costMicros" bigint)
  WHERE ticket.tenant_id = $1 AND ticket.id = after.id`;

/** Writes what follows from the facts, of several tickets at once. */
export async function saveProjections(
  { tenantId, sql }: TenantSql,
  tickets: readonly SavedProjection[],
): Promise<void> {
  await sql.run(SAVE, [tenantId, JSON.stringify(tickets)]);
}
