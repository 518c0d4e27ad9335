import type { CustomerRow } from '../customers/customer-store';
import type { TicketRow } from '../tickets/ticket-row';
import type { KnownPeople } from './anonymise-context';

type Known = Pick<CustomerRow, 'id' | 'email' | 'name' | 'attributes' | 'records'>;
type Ticket = Pick<TicketRow, 'customer_id' | 'external_id' | 'metadata'>;

/** Everything by which the mesh knows the customer of a ticket. */
export function knownPeople(ticket: Ticket, customer: Known | undefined): KnownPeople {
  const values = [...leaves(customer?.attributes), ...leaves(customer?.records), ...leaves(ticket.metadata)];
  const local = customer?.email?.split('@')[0];
  return {
    names: customer?.name ? [customer.name] : [],
    identifiers: [
      ticket.customer_id,
      ...[ticket.external_id, customer?.email, local].filter((value) => typeof value === 'string'),
      ...values.filter((value) => /\d/.test(value) && value.length >= 4),
    ],
  };
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
