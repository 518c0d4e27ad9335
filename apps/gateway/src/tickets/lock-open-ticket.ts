import { statusProblem } from '@mesh/bootstrap';
import { ticketClosed } from './problems';
import type { TenantSql } from './tenant-sql';
import { type TicketRow, lockTicket } from './ticket-row';

/** The locked ticket, for an act from outside. @throws ProblemException 404, 409 `ticket_closed` */
export async function lockOpenTicket(at: TenantSql, id: string): Promise<TicketRow> {
  const ticket = await lockTicket(at, id);
  if (!ticket) throw statusProblem(404);
  if (ticket.status === 'closed') throw ticketClosed(ticket);
  return ticket;
}
