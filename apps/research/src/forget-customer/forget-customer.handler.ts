import { Inject } from '@nestjs/common';
import { ForgetCustomer, RecordErasure } from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import { type ForgetProof, MemoryManager } from '@mesh/memory';
import { Handles, InboxErasure, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { forgetCallsOf } from '../tools/pg-tool-calls';

type Forget = typeof ForgetCustomer.research;

/** Removes a person from the three tiers of memory and from the texts of messages, looks again, and reports. */
@Handles(ForgetCustomer.research)
export class ForgetCustomerHandler implements MessageHandler<Forget> {
  constructor(
    @Inject(MemoryManager) private readonly memory: MemoryManager,
    @Inject(InboxErasure) private readonly messages: InboxErasure,
  ) {}

  async commit({ data }: MessageOf<Forget>, _: void, tx: WorkTransaction): Promise<void> {
    const { erasureId, customerId, ticketIds } = data;
    const proof = await this.memory.forget(tx.sql, { tenantId: tx.tenantId, customerId, ticketIds });
    mustBeGone(proof);
    const { inbox, outbox } = await this.messages.erase(tx.sql, ticketIds);
    const calls = await forgetCallsOf(tx.sql, tx.tenantId, customerId);
    const { state, session, long_term } = proof.removed;
    const removed = {
      states: state,
      sessions: session,
      resolutions: long_term,
      tool_calls: calls,
      inbox_messages: inbox,
      outbox_messages: outbox,
    };
    tx.send(RecordErasure.draft(customerId, { erasureId, customerId, service: 'research', removed, expires: [] }));
  }
}

function mustBeGone({ remaining }: ForgetProof): void {
  if (Object.values(remaining).every((count) => count === 0)) return;
  throw new TerminalError('ERASURE_INCOMPLETE', 'something of the person is still there', { ...remaining });
}
