import { Inject, Injectable } from '@nestjs/common';
import { RecordErasure } from '@mesh/contracts';
import { RetryableError, TerminalError, derivedId } from '@mesh/kernel';
import { Handles, InboxErasure, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { CustomerSessions } from '../sessions/customer-sessions';
import { addReport, completeErasure, lockErasure, ticketsOfErasure } from './erasure-store';

/** A proof has time: an absent session tier must not put it aside. */
const RETRY_AFTER_MS = 30_000;

/** One more service has forgotten a person; after the last one the proof is complete. */
@Injectable()
@Handles(RecordErasure)
export class RecordErasureHandler implements MessageHandler<typeof RecordErasure> {
  constructor(
    @Inject(InboxErasure) private readonly messages: InboxErasure,
    @Inject(CustomerSessions) private readonly sessions: CustomerSessions,
  ) {}

  async commit(command: MessageOf<typeof RecordErasure>, _: void, tx: WorkTransaction): Promise<void> {
    const { erasureId, service, removed, expires } = command.data;
    if (!(await lockErasure(tx, erasureId))) throw new TerminalError('ERASURE_UNKNOWN', 'there is no such erasure');
    await addReport(tx, { erasureId, id: command.id, service, removed, expires });
    if (await completeErasure(tx, erasureId)) await this.eraseMessages(tx, erasureId);
  }

  /** Once more and outside any transaction: what was said just before the erasure may have reached the session after it. */
  async prepare({ tenantId, data }: MessageOf<typeof RecordErasure>): Promise<void> {
    try {
      await this.sessions.forget(tenantId, data.customerId);
    } catch (cause) {
      const reason = 'the sessions of the person cannot be looked at';
      throw new RetryableError('SESSION_UNAVAILABLE', reason, {}, RETRY_AFTER_MS, { cause });
    }
  }

  /** Last, because until now the gateway's own messages about the person were on their way. */
  private async eraseMessages(tx: WorkTransaction, erasureId: string): Promise<void> {
    const { inbox, outbox } = await this.messages.erase(tx.sql, await ticketsOfErasure(tx, erasureId));
    const removed = { inbox_messages: inbox, outbox_messages: outbox };
    await addReport(tx, {
      erasureId,
      id: derivedId('own-messages', erasureId),
      service: 'gateway',
      removed,
      expires: [],
    });
  }
}
