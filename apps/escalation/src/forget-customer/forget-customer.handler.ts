import { Inject } from '@nestjs/common';
import { ForgetCustomer, RecordErasure } from '@mesh/contracts';
import { Handles, InboxErasure, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { deleteClocks } from '../clocks/pg-clocks';

type Forget = typeof ForgetCustomer.escalation;

/** Clocks hold no text, but they tell when somebody wrote: they go with the texts of the messages. */
@Handles(ForgetCustomer.escalation)
export class ForgetCustomerHandler implements MessageHandler<Forget> {
  constructor(@Inject(InboxErasure) private readonly messages: InboxErasure) {}

  async commit(command: MessageOf<Forget>, _: void, tx: WorkTransaction): Promise<void> {
    const { erasureId, customerId, ticketIds } = command.data;
    const clocks = await deleteClocks(tx.sql, ticketIds);
    const { inbox, outbox } = await this.messages.erase(tx.sql, ticketIds);
    const removed = { clocks, inbox_messages: inbox, outbox_messages: outbox };
    tx.send(RecordErasure.draft(customerId, { erasureId, customerId, service: 'escalation', removed, expires: [] }));
  }
}
