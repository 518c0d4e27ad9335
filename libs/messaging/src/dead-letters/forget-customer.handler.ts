import { type ForgetCustomer, RecordErasure, type ServiceName } from '@mesh/contracts';
import type { MessageHandler, MessageOf } from '../handling/handler';
import type { WorkTransaction } from '../handling/work-transaction';
import type { InboxErasure } from './inbox-erasure';

type Forget = (typeof ForgetCustomer)['triage'];

/** For services whose only texts are their messages. */
export class ForgetMessagesHandler implements MessageHandler<Forget> {
  constructor(
    private readonly service: ServiceName,
    private readonly erasure: InboxErasure,
  ) {}

  async commit(command: MessageOf<Forget>, _prepared: void, tx: WorkTransaction): Promise<void> {
    const removed = await this.erasure.erase(tx.sql, command.data.ticketIds);
    const { erasureId, customerId } = command.data;
    tx.send(
      RecordErasure.draft(customerId, {
        erasureId,
        customerId,
        service: this.service,
        removed: { inbox_messages: removed.inbox, outbox_messages: removed.outbox },
        expires: [],
      }),
    );
  }
}
