import { ProblemException } from '@mesh/bootstrap';
import type { TicketRow } from './ticket-row';

export const invalidCursor = (): ProblemException =>
  new ProblemException(400, 'CURSOR_INVALID', 'The cursor does not belong to this list with these filters.');

const currentOf = ({ id, status, version, turn }: TicketRow) => ({ id, status, version, turn });

/** Nothing more can be done with a closed ticket. The code is written like this in the API's description. */
export const ticketClosed = (ticket: TicketRow): ProblemException =>
  new ProblemException(409, 'ticket_closed', 'The ticket is closed.', { current: currentOf(ticket) });

export const notWithPerson = (ticket: TicketRow): ProblemException =>
  new ProblemException(409, 'TICKET_NOT_WITH_PERSON', 'Only a ticket that is with a person can be released.', {
    current: currentOf(ticket),
  });
