import { ProblemException, faultsOf, validationFailed } from '@mesh/bootstrap';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ReceiveMessage } from '../messages/receive-message';
import { CreateTicket } from '../tickets/create-ticket';
import { CreateTicketSchema } from '../tickets/ticket.requests';
import type { MailAnswer } from './mail/mail.requests';
import { type ReadMail, threadHintsOf } from './mail/read-mail';
import { claimMail, findThread, mailBelongsTo, mailKeyOf, ticketOfMail } from './pg-inbound-mails';
import { type TakenRequest, claimRequest, keepAnswer } from './pg-inbound-requests';

/** What is done with a mail: decided, and admitted, before any lock is taken. */
type Plan = (tx: WorkTransaction) => Promise<MailAnswer & { readonly ticketId: string }>;

export interface Delivered {
  readonly tenantId: string;
  readonly correlationId: string;
  readonly request: TakenRequest;
}

/** A mail becomes a ticket, or a message of the one that it answers; as if it had been posted to the API. */
@Injectable()
export class ReceiveMail {
  private readonly results;

  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(CreateTicket) private readonly tickets: CreateTicket,
    @Inject(ReceiveMessage) private readonly messages: ReceiveMessage,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.results = metrics.counter(METRICS.inboundMails, 'Mails that came in, by what was done with them', ['result']);
  }

  /**
   * Once per request, and once per mail however it comes: both ids are kept in the transaction of what was done.
   * @throws ProblemException 401 `REQUEST_REPLAYED`, 400 and 429 and 503 as for a ticket that is posted
   */
  async execute({ tenantId, correlationId, request }: Delivered, mail: ReadMail): Promise<MailAnswer> {
    const plan = mail.ignored === undefined ? await this.plan(tenantId, mail) : undefined;
    const { answer, isNew } = await this.outbox.run({ tenantId, correlationId }, async (tx) => {
      const claim = await claimRequest<MailAnswer>(tx, request);
      if (claim.kind === 'replayed') throw replayed();
      if (claim.kind === 'sent_again') return { answer: claim.answer, isNew: false };
      const done = plan ? await takeOnce(tx, mail, request, plan) : ignored(mail);
      await keepAnswer(tx, request, done);
      return { answer: done, isNew: true };
    });
    if (isNew) this.results.inc({ result: answer.result });
    return answer;
  }

  private async plan(tenantId: string, mail: ReadMail): Promise<Plan> {
    const hints = threadHintsOf(mail);
    const thread = await this.database.inTenant(tenantId, (sql) => findThread({ tenantId, sql }, hints));
    return thread === undefined ? this.planTicket(tenantId, mail) : this.planMessage(tenantId, thread, mail);
  }

  private async planTicket(tenantId: string, mail: ReadMail): Promise<Plan> {
    const { sender: customer, subject, body } = mail;
    const ticket = CreateTicketSchema.safeParse({ subject, body, customer, channel: 'email' });
    if (!ticket.success) throw validationFailed(faultsOf(ticket.error));
    const planned = await this.tickets.prepare(tenantId, ticket.data);
    return async (tx) => ({ result: 'ticket_created', ticketId: (await this.tickets.make(tx, planned)).id });
  }

  private async planMessage(tenantId: string, ticketId: string, { body }: ReadMail): Promise<Plan> {
    const prepared = await this.messages.prepare(tenantId, ticketId, body);
    return async (tx) => {
      const { id: messageId } = await this.messages.take(tx, prepared);
      return { result: 'message_added', ticketId, messageId };
    };
  }
}

async function takeOnce(
  tx: WorkTransaction,
  { sender, mailId }: ReadMail,
  { channelId, id }: TakenRequest,
  plan: Plan,
): Promise<MailAnswer> {
  const key = mailKeyOf(sender.email, mailId ?? `${channelId}/${id}`);
  if (!(await claimMail(tx, key, mailId))) return { result: 'duplicate', ticketId: await ticketOfMail(tx, key) };
  const done = await plan(tx);
  await mailBelongsTo(tx, key, done.ticketId);
  return done;
}

const ignored = ({ ignored: reason }: ReadMail): MailAnswer => ({ result: 'ignored', reason });

const replayed = (): ProblemException =>
  new ProblemException(401, 'REQUEST_REPLAYED', 'A request with this id was taken already.');
