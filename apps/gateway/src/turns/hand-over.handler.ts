import { Injectable } from '@nestjs/common';
import { type DataOf, HandOver } from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { supersedePending } from '../approvals/supersede-pending';
import { changeTicket, lockTicket } from '../tickets/ticket-row';
import type { Handover } from './handover';
import { answerStep } from './step-answers';

/** Puts the draft, the evidence and the reasons in front of a person. The status follows with the fact. */
@Injectable()
@Handles(HandOver)
export class HandOverHandler implements MessageHandler<typeof HandOver> {
  async commit(command: MessageOf<typeof HandOver>, _: void, tx: WorkTransaction): Promise<void> {
    const { step, ticketId, turn } = command.data;
    const ticket = await lockTicket(tx, ticketId);
    if (!ticket) throw new TerminalError('TICKET_UNKNOWN', 'there is no such ticket');
    const current = ticket.turn === turn && ticket.status !== 'closed';
    if (current) {
      await supersedePending(tx, ticketId, 'person');
      await changeTicket(tx, ticket, { handover: handoverOf(command.data) });
    }
    if (step) answerStep(tx, step, current ? { kind: 'handed_over' } : { kind: 'superseded', cause: 'turn' });
  }
}

const handoverOf = (data: DataOf<typeof HandOver>): Handover => ({
  turn: data.turn,
  reason: data.reason,
  reasons: data.reasons,
  queue: data.queue,
  dueAt: data.dueAt,
  package: data.package,
  draft: data.draft,
  evidence: data.evidence,
  checks: data.checks,
});
