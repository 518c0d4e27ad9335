import { Injectable } from '@nestjs/common';
import { RerouteHandover } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { changeTicket, lockTicket } from '../tickets/ticket-row';

/** A hand-over breached its clock: it shows in another queue, as long as nobody has settled it. */
@Injectable()
@Handles(RerouteHandover)
export class RerouteHandoverHandler implements MessageHandler<typeof RerouteHandover> {
  async commit(command: MessageOf<typeof RerouteHandover>, _: void, tx: WorkTransaction): Promise<void> {
    const { ticketId, queue, dueAt, breaches } = command.data;
    const ticket = await lockTicket(tx, ticketId);
    if (!ticket?.handover || ticket.status !== 'with_person') return;
    if (breaches <= (ticket.handover.breaches ?? 0)) return;
    await changeTicket(tx, ticket, { handover: { ...ticket.handover, queue, dueAt, breaches } });
  }
}
