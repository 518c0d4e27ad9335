import { decodeCursor, encodeCursor } from './list-cursor';
import { invalidCursor } from './problems';
import type { TenantSql } from './tenant-sql';
import { TICKET_COLUMNS, type TicketRow } from './ticket-row';
import type { TicketQuery } from './ticket.requests';

/** Ids begin with the time, so the newest come first. */
const LIST = `
  SELECT ${TICKET_COLUMNS} FROM gateway.tickets
  WHERE tenant_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR category = $3)
    AND ($4::text IS NULL OR customer_id = $4)
    AND ($5::text IS NULL OR words @@ websearch_to_tsquery('simple', $5))
    AND ($6::uuid IS NULL OR id < $6)
  ORDER BY id DESC LIMIT $7`;

export interface TicketPage {
  readonly rows: readonly TicketRow[];
  readonly nextCursor: string | null;
}

/** One page of tickets, newest first. @throws ProblemException 400 `CURSOR_INVALID` */
export async function listTickets({ tenantId, sql }: TenantSql, query: TicketQuery): Promise<TicketPage> {
  const { cursor, limit, ...filters } = query;
  const position = cursor === undefined ? [] : decodeCursor('tickets', filters, cursor);
  if (position === undefined) throw invalidCursor();
  const { status, category, customer, q } = filters;
  const values = [tenantId, status ?? null, category ?? null, customer ?? null, q ?? null, position[0] ?? null];
  const rows = await sql.rows<TicketRow>(LIST, [...values, limit + 1]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor('tickets', filters, [last.id]) : null };
}
