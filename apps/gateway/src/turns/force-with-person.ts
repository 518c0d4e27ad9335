import type { HandoverReason, Reason } from '@mesh/contracts';
import type { WorkTransaction } from '@mesh/messaging';
import { supersedePending } from '../approvals/supersede-pending';
import { type TicketRow, changeTicket } from '../tickets/ticket-row';

/** The gateway's own hand-over, when nobody else can make it: it outranks the facts until a person acts. */
export async function forceWithPerson(
  tx: WorkTransaction,
  ticket: TicketRow,
  reason: HandoverReason,
  reasons: readonly Reason[] = [],
): Promise<void> {
  await supersedePending(tx, ticket.id, 'person');
  const kept = ticket.handover?.turn === ticket.turn ? ticket.handover : undefined;
  await changeTicket(tx, ticket, {
    override: { status: 'with_person', until: { kind: 'person' } },
    handover: { ...kept, turn: ticket.turn, reason, reasons },
  });
}
