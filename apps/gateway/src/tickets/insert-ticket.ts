import { firstRow } from '@mesh/persistence';
import type { TenantSql } from './tenant-sql';
import { TICKET_COLUMNS, type TicketRow } from './ticket-row';
import type { NewTicket } from './ticket.requests';

const INSERT = `
  INSERT INTO gateway.tickets (tenant_id, id, status, projected_status, turn, priority, requested_priority, subject,
    body, customer_id, channel, locale, external_id, metadata)
  VALUES ($1, $2, 'received', 'received', 1, $3, $3, $4, $5, $6, $7, $8, $9, $10)
  RETURNING ${TICKET_COLUMNS}`;

export async function insertTicket(
  { tenantId, sql }: TenantSql,
  id: string,
  ticket: NewTicket,
  customerId: string,
): Promise<TicketRow> {
  const row = await firstRow<TicketRow>(sql, INSERT, [
    tenantId,
    id,
    ticket.priority ?? null,
    ticket.subject ?? null,
    ticket.body,
    customerId,
    ticket.channel,
    ticket.locale ?? null,
    ticket.externalId ?? null,
    JSON.stringify(ticket.metadata),
  ]);
  if (!row) throw new TypeError('an insert returns its row');
  return row;
}
