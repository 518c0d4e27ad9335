import { statusProblem } from '@mesh/bootstrap';
import { newestApproval } from '../approvals/approval-row';
import { findCustomer } from '../customers/customer-store';
import { readThread } from '../messages/message-store';
import { type TimelineRow, readTimeline } from '../projection/timeline-store';
import { headView, ticketView } from './show-ticket';
import type { TenantSql } from './tenant-sql';
import { type TicketRow, findTicket } from './ticket-row';
import type { TicketHeadView, TicketView, TimelineItemView } from './ticket.view';

/** The whole ticket. @throws ProblemException 404 */
export async function readTicket(at: TenantSql, id: string, mayReadDrafts: boolean): Promise<TicketView> {
  const ticket = await findTicket(at, id);
  if (!ticket) throw statusProblem(404);
  return ticketView({
    ticket,
    customer: await findCustomer(at, ticket.customer_id),
    thread: await readThread(at, id),
    approval: await newestApproval(at, id),
    mayReadDrafts,
  });
}

const CUSTOMERS = `SELECT id, email, name FROM gateway.customers WHERE tenant_id = $1 AND id = ANY($2::text[])`;

/** Heads with the names of the customers. */
export async function headViews(at: TenantSql, rows: readonly TicketRow[]): Promise<TicketHeadView[]> {
  type Row = { readonly id: string; readonly email: string | null; readonly name: string | null };
  const ids = rows.map((row) => row.customer_id);
  const known = await at.sql.rows<Row>(CUSTOMERS, [at.tenantId, ids]);
  const byId = new Map(known.map((customer) => [customer.id, customer]));
  return rows.map((row) => headView(row, byId.get(row.customer_id)));
}

/** The facts of a ticket after a sequence. @throws ProblemException 404 */
export async function readTicketTimeline(
  at: TenantSql,
  id: string,
  after: number,
  limit: number,
): Promise<TimelineItemView[]> {
  if (!(await findTicket(at, id))) throw statusProblem(404);
  return (await readTimeline(at, id, after, limit)).map(timelineItem);
}

const SHORT = /^support\.ticket\.([a-z_]+)\.v\d+$/;
export const shortTypeOf = (type: string): string => SHORT.exec(type)?.[1] ?? type;

/** A fact as the timeline and the streams show it. */
export function timelineItem(row: TimelineRow): TimelineItemView {
  const { ticketId: _ticket, turn: _turn, status: _status, actor: _actor, ...data } = row.data;
  return {
    id: row.id,
    sequence: row.sequence,
    type: shortTypeOf(row.type),
    at: row.at.toISOString(),
    turn: row.turn,
    status: row.status as TimelineItemView['status'],
    actor: row.actor,
    reason: typeof data['reason'] === 'string' ? data['reason'] : undefined,
    reasons: Array.isArray(data['reasons']) ? (data['reasons'] as TimelineItemView['reasons']) : undefined,
    durationMs: row.duration_ms ?? undefined,
    costMicros: row.cost_micros === null ? undefined : Number(row.cost_micros),
    correlationId: row.correlation_id,
    data,
  };
}
