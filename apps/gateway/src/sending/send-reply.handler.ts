import { Inject, Injectable } from '@nestjs/common';
import { type ConversationMessage, type DataOf, SendReply } from '@mesh/contracts';
import { TerminalError, citedOf, derivedId, newId } from '@mesh/kernel';
import { Handles, type MessageHandler, type MessageOf, TestSwitches, type WorkTransaction } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { findApproval } from '../approvals/approval-row';
import { LearnFromReply } from '../learning/learn-from-reply';
import { insertMessage } from '../messages/message-store';
import { ReplyBell } from '../webhooks/bells';
import { CustomerSessions, sessionOf } from '../sessions/customer-sessions';
import { type TicketRow, lockTicket } from '../tickets/ticket-row';
import { answerStep } from '../turns/step-answers';
import { mayAct } from '../turns/turn-gate';
import { insertSend, sentFor } from './outbound-sends';
import { citesReplaced } from './replaced-documents';
import { mustHaveAuthority } from './send-authority';

type Reply = DataOf<typeof SendReply>;

/** Sends a decided reply, once: the commit of this transaction is the send. */
@Injectable()
@Handles(SendReply)
export class SendReplyHandler implements MessageHandler<typeof SendReply> {
  private readonly sends;

  constructor(
    @Inject(TestSwitches) private readonly walls: TestSwitches,
    @Inject(CustomerSessions) private readonly sessions: CustomerSessions,
    @Inject(LearnFromReply) private readonly learning: LearnFromReply,
    @Inject(ReplyBell) private readonly bell: ReplyBell,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.sends = metrics.counter(METRICS.outboundSends, 'Replies that went out, and why others did not', ['result']);
  }

  async commit(command: MessageOf<typeof SendReply>, _: void, tx: WorkTransaction): Promise<void> {
    const reply = command.data;
    const ticket = await lockTicket(tx, reply.step.ticketId);
    if (!ticket) throw new TerminalError('TICKET_UNKNOWN', 'there is no such ticket');
    const sent = await sentFor(tx, reply.decisionId);
    if (sent !== undefined && this.walls.sendClaim) return this.answer(tx, reply, sent);
    if (!mayAct(ticket, reply.step.turn)) return this.supersede(tx, reply, 'turn');
    if (await citesReplaced(tx, citedOf(reply.draft))) return this.supersede(tx, reply, 'evidence');
    const approval = reply.approvalId === undefined ? undefined : await findApproval(tx, reply.approvalId);
    mustHaveAuthority(reply, approval);
    const { said, isDelivered } = await send(tx, ticket, reply, sent !== undefined);
    this.answer(tx, reply, said.messageId);
    if (approval) await this.learning.execute(tx, ticket, { ...reply, approval });
    tx.afterCommit(() => this.sessions.remember(sessionOf(tx.tenantId, ticket), said));
    if (isDelivered) tx.afterCommit(() => this.bell.ring());
    this.sends.inc({ result: 'sent' });
  }

  private answer(tx: WorkTransaction, { step, decisionId }: Reply, messageId: string): void {
    answerStep(tx, step, { kind: 'reply_sent', decisionId, messageId });
  }

  private supersede(tx: WorkTransaction, { step }: Reply, cause: 'turn' | 'evidence'): void {
    answerStep(tx, step, { kind: 'superseded', cause });
    this.sends.inc({ result: `superseded_${cause}` });
  }
}

interface Sent {
  readonly said: ConversationMessage;
  readonly isDelivered: boolean;
}

async function send(tx: WorkTransaction, ticket: TicketRow, reply: Reply, again: boolean): Promise<Sent> {
  const { step, decisionId, draft, actor } = reply;
  const messageId = again ? newId() : derivedId('message', decisionId);
  const shared = { ticketId: ticket.id, turn: step.turn, actor, channel: ticket.channel, decisionId };
  const words = { messageId, author: 'mesh', body: draft.body } as const;
  const at = await insertMessage(tx, { ...shared, ...words, id: messageId, citations: draft.citations });
  const said = { ...words, at: at.toISOString() };
  if (again) return { said, isDelivered: false };
  const isDelivered = await insertSend(tx, {
    ...shared,
    messageId,
    origin: reply.approvalId === undefined ? 'automatic' : 'approved',
    contentHash: reply.contentHash,
    cited: citedOf(draft),
    policyVersion: reply.policyVersion,
    approvalId: reply.approvalId,
    stepId: step.stepId,
  });
  return { said, isDelivered };
}
