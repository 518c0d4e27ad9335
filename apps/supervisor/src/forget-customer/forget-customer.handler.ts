import { Inject, Injectable } from '@nestjs/common';
import { ForgetCustomer, RecordErasure } from '@mesh/contracts';
import { Handles, InboxErasure, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';
import { WorkflowStore } from '../store/workflow-store.port';

type Forget = typeof ForgetCustomer.supervisor;

/** Closes what is open, then drops every text. States, snapshots and facts never held one. */
@Injectable()
@Handles(ForgetCustomer.supervisor)
export class ForgetCustomerHandler implements MessageHandler<Forget> {
  constructor(
    @Inject(WorkflowStore) private readonly store: WorkflowStore,
    @Inject(WorkflowEngine) private readonly engine: WorkflowEngine,
    @Inject(InboxErasure) private readonly messages: InboxErasure,
  ) {}

  async commit(command: MessageOf<Forget>, _: void, tx: WorkTransaction): Promise<void> {
    const { erasureId, customerId, ticketIds, requestedBy } = command.data;
    const open = await this.store.openTickets(tx, ticketIds);
    const workflows = [];
    for (const ticketId of open) workflows.push({ ticketId, state: await this.store.lock(tx, ticketId) });
    const texts = await this.store.deleteTexts(tx, ticketIds);
    for (const { ticketId, state } of workflows) {
      const input = { kind: 'forget_customer' as const, ticketId, actor: requestedBy };
      await this.engine.commit(tx, command.type, state, { input, texts: {} });
    }
    const { inbox, outbox } = await this.messages.erase(tx.sql, ticketIds);
    const removed = {
      turn_texts: texts,
      closed_workflows: open.length,
      inbox_messages: inbox,
      outbox_messages: outbox,
    };
    tx.send(RecordErasure.draft(customerId, { erasureId, customerId, service: 'supervisor', removed, expires: [] }));
  }
}
