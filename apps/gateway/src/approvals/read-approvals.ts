import type { TenantSql } from '../tickets/tenant-sql';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { invalidCursor } from '../tickets/problems';
import { APPROVAL_COLUMNS, type ApprovalRow } from './approval-row';
import type { ApprovalQuery } from './approval.requests';

/** Most urgent first. */
const LIST = `
  SELECT ${APPROVAL_COLUMNS}, due_at::text AS due_text FROM gateway.approvals
  WHERE tenant_id = $1 AND status = $2 AND ($3::uuid IS NULL OR ticket_id = $3)
    AND ($4::timestamptz IS NULL OR (due_at, id) > ($4::timestamptz, $5::uuid))
  ORDER BY due_at, id LIMIT $6`;

export interface ApprovalPage {
  readonly rows: readonly ApprovalRow[];
  readonly nextCursor: string | null;
}

/** One page of approvals. @throws ProblemException 400 `CURSOR_INVALID` */
export async function readApprovals({ tenantId, sql }: TenantSql, query: ApprovalQuery): Promise<ApprovalPage> {
  const filters = { status: query.status, ticketId: query.ticketId };
  const position = query.cursor === undefined ? [] : decodeCursor('approvals', filters, query.cursor);
  if (position === undefined) throw invalidCursor();
  const [due = null, id = null] = position;
  type Row = ApprovalRow & { readonly due_text: string };
  const values = [tenantId, query.status, query.ticketId ?? null, due, id, query.limit + 1];
  const rows = await sql.rows<Row>(LIST, values);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > page.length && last;
  return { rows: page, nextCursor: more ? encodeCursor('approvals', filters, [last.due_text, last.id]) : null };
}
