import type { ConfigOf } from '@mesh/config';
import type { ConversationMessage } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { supersedePending } from '../approvals/supersede-pending';
import { GatewayConfig } from '../gateway.config';
import type { Principal } from '../identity';
import { CustomerSessions, sessionOf } from '../sessions/customer-sessions';
import { CUSTOMER, originOf } from '../tickets/acting';
import { Admission } from '../tickets/admission';
import { once } from '../tickets/idempotency';
import { lockOpenTicket } from '../tickets/lock-open-ticket';
import { type TicketRow, changeTicket } from '../tickets/ticket-row';
import { openTurn, startTurn } from '../turns/open-turn';
import { readTurnInput } from '../turns/turn-input';
import { insertMessage } from './message-store';

export interface ReceivedMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly status: TicketRow['status'];
}

/** What a customer wrote next, with what was read before any lock was taken. */
export interface PreparedMessage {
  readonly ticketId: string;
  readonly body: string;
  readonly session: readonly ConversationMessage[];
}

/** The customer writes again: what waits for a decision is put aside and a new turn begins, in one transaction. */
@Injectable()
export class ReceiveMessage {
  constructor(
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(CustomerSessions) private readonly sessions: CustomerSessions,
    @Inject(GatewayConfig.token) private readonly config: ConfigOf<typeof GatewayConfig>,
  ) {}

  /** @throws ProblemException 404, 409 `ticket_closed`, 503 `overloaded` */
  async execute(principal: Principal, ticketId: string, body: string, key?: string): Promise<ReceivedMessage> {
    const route = `POST /v1/tickets/${ticketId}/messages`;
    const request = { route, key, body, ttlMs: this.config.IDEMPOTENCY_TTL_MS };
    const prepared = await this.prepare(principal.tenantId, ticketId, body);
    return this.outbox.run(originOf(principal), (tx) => once(tx, request, () => this.take(tx, prepared)));
  }

  /** @throws ProblemException 503 `overloaded` */
  async prepare(tenantId: string, ticketId: string, body: string): Promise<PreparedMessage> {
    await this.admission.admit();
    return { ticketId, body, session: await this.sessions.recentOfTicket(tenantId, ticketId) };
  }

  /** In a transaction of the caller. @throws ProblemException 404, 409 `ticket_closed` */
  async take(tx: WorkTransaction, { ticketId, body, session }: PreparedMessage): Promise<ReceivedMessage> {
    const ticket = await lockOpenTicket(tx, ticketId);
    const turn = ticket.turn + 1;
    const messageId = newId();
    await supersedePending(tx, ticketId, 'message');
    const message = { id: messageId, ticketId, turn, author: 'customer', actor: CUSTOMER, body } as const;
    const at = await insertMessage(tx, { ...message, channel: ticket.channel });
    const { status } = await changeTicket(tx, ticket, { turn, override: overrideAfter(ticket, turn) });
    const input = await readTurnInput(tx, ticket, session);
    const opened = { ticketId, turn, cause: 'message', messageId, actor: CUSTOMER, input } as const;
    await openTurn(tx, opened, this.config.START_DEADLINE_MS);
    startTurn(tx, opened);
    const said = { messageId, author: message.author, body, at: at.toISOString() };
    tx.afterCommit(() => this.sessions.remember(sessionOf(tx.tenantId, ticket), said));
    return { id: messageId, ticketId, turn, status };
  }
}

/** With a person the message is only recorded; otherwise the ticket shows at once that work goes on. */
function overrideAfter(ticket: TicketRow, turn: number): TicketRow['override'] {
  if (ticket.status === 'with_person') return ticket.override;
  return { status: 'received', until: { kind: 'turn', turn } };
}
