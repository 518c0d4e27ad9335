import type { TicketRow } from '../tickets/ticket-row';

/** Whether the mesh may still act on this turn: it is the newest, and no person has the ticket. */
export const mayAct = (ticket: Pick<TicketRow, 'turn' | 'status'>, turn: number): boolean =>
  ticket.turn === turn && ticket.status !== 'with_person' && ticket.status !== 'closed';
