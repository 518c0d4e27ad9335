import type { ConfigOf } from '@mesh/config';
import type { ConversationMessage, TicketStatus } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import type { SessionRef } from '@mesh/memory';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { type IdentifiedCustomer, identifyCustomer } from '../customers/customer-id';
import { ensureCustomer } from '../customers/customer-store';
import { GatewayConfig } from '../gateway.config';
import type { Principal } from '../identity';
import { insertMessage } from '../messages/message-store';
import { CustomerSessions } from '../sessions/customer-sessions';
import { currentRules } from '../turns/current-policy';
import { openTurn, startTurn } from '../turns/open-turn';
import { composeTurnInput } from '../turns/turn-input';
import { CUSTOMER, originOf } from './acting';
import { Admission } from './admission';
import { once } from './idempotency';
import { insertTicket } from './insert-ticket';
import type { NewTicket } from './ticket.requests';

export interface AcceptedTicket {
  readonly id: string;
  readonly status: TicketStatus;
  readonly createdAt: string;
  readonly links: Readonly<Record<'self' | 'timeline' | 'stream' | 'messages', string>>;
}

/** One ticket to make, with what was decided about it before any lock was taken. */
export interface PlannedTicket {
  readonly id: string;
  readonly ticket: NewTicket;
  readonly customer: IdentifiedCustomer;
  readonly session: SessionRef;
  readonly recent: readonly ConversationMessage[];
}

/** Accepts tickets: once committed they are readable, and the supervisor is told in the same transaction. */
@Injectable()
export class CreateTicket {
  constructor(
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(GatewayConfig.token) private readonly config: ConfigOf<typeof GatewayConfig>,
    @Inject(CustomerSessions) private readonly sessions: CustomerSessions,
  ) {}

  /** @throws ProblemException 422, 409 for a key that is used otherwise or right now, 429 and 503 as `Admission` */
  async execute(principal: Principal, ticket: NewTicket, key?: string): Promise<AcceptedTicket> {
    const request = { route: 'POST /v1/tickets', key, body: ticket, ttlMs: this.config.IDEMPOTENCY_TTL_MS };
    const planned = await this.prepare(principal.tenantId, ticket);
    return this.outbox.run(originOf(principal), (tx) => once(tx, request, () => this.make(tx, planned)));
  }

  /** Whether it may come in, and what is read before a lock is taken. @throws ProblemException as `Admission` */
  async prepare(tenantId: string, ticket: NewTicket): Promise<PlannedTicket> {
    await this.admission.admitTickets(tenantId, 1);
    return this.plan(tenantId, ticket);
  }

  /** All of them in one transaction, in the given order. */
  async executeAll(principal: Principal, tickets: readonly NewTicket[], key?: string): Promise<AcceptedTicket[]> {
    await this.admission.admitTickets(principal.tenantId, tickets.length);
    const request = { route: 'POST /v1/tickets/batch', key, body: tickets, ttlMs: this.config.IDEMPOTENCY_TTL_MS };
    const plans = await Promise.all(tickets.map((ticket) => this.plan(principal.tenantId, ticket)));
    const { accepted } = await this.outbox.run(originOf(principal), (tx) =>
      once(tx, request, async () => ({ accepted: await this.createAll(tx, plans) })),
    );
    return accepted;
  }

  /** Customers are locked in one order, so that two batches never wait for each other. */
  private async createAll(tx: WorkTransaction, plans: readonly PlannedTicket[]): Promise<AcceptedTicket[]> {
    const ordered = [...plans].sort((left, right) => (left.customer.id < right.customer.id ? -1 : 1));
    const accepted = new Map<string, AcceptedTicket>();
    for (const plan of ordered) {
      accepted.set(plan.id, await this.make(tx, plan));
    }
    return plans.flatMap((plan) => accepted.get(plan.id) ?? []);
  }

  private async plan(tenantId: string, ticket: NewTicket): Promise<PlannedTicket> {
    const customer = identifyCustomer(tenantId, ticket.customer);
    const session = { tenantId, customerId: customer.id, channel: ticket.channel };
    return { id: newId(), ticket, customer, session, recent: await this.sessions.recent(session) };
  }

  /** In a transaction of the caller. */
  async make(tx: WorkTransaction, plan: PlannedTicket): Promise<AcceptedTicket> {
    const customer = await ensureCustomer(tx, plan.customer);
    const row = await insertTicket(tx, plan.id, plan.ticket, customer.id);
    const message = { id: newId(), author: 'customer', body: plan.ticket.body } as const;
    const at = await insertMessage(tx, {
      ...message,
      ticketId: row.id,
      turn: 1,
      actor: CUSTOMER,
      channel: row.channel,
    });
    const said = { messageId: message.id, author: message.author, body: message.body, at: at.toISOString() };
    const input = composeTurnInput({
      ticket: row,
      thread: [said],
      skipped: 0,
      session: plan.recent,
      customer,
      rules: await currentRules(tx),
    });
    const turn = {
      ticketId: row.id,
      turn: 1,
      cause: 'created',
      messageId: message.id,
      actor: CUSTOMER,
      input,
    } as const;
    await openTurn(tx, turn, this.config.START_DEADLINE_MS);
    startTurn(tx, turn);
    tx.afterCommit(() => {
      this.admission.noteAccepted(tx.tenantId, row.channel);
      this.sessions.remember(plan.session, said);
    });
    return acceptedView(row.id, row.created_at);
  }
}

export const linksOf = (id: string): AcceptedTicket['links'] => ({
  self: `/v1/tickets/${id}`,
  timeline: `/v1/tickets/${id}/timeline`,
  stream: `/v1/tickets/${id}/stream`,
  messages: `/v1/tickets/${id}/messages`,
});

const acceptedView = (id: string, createdAt: Date): AcceptedTicket => ({
  id,
  status: 'received',
  createdAt: createdAt.toISOString(),
  links: linksOf(id),
});
