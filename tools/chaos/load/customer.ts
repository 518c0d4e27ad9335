import { type MeshClient, type Ticket, dataOf } from '@mesh/client';
import type { History } from '../../ledger/history';
import { pause } from '../../running-mesh/start-mesh';
import { isResting } from '../../running-mesh/tickets';
import { FOLLOW_UP } from './samples';
import { recorded } from './recorded-call';
import { type LoadTenant, clientOf } from './tenants';

export interface CustomerParts {
  readonly history: History;
  readonly urls: readonly string[];
  readonly random: () => number;
  /** True from the moment on at which no new call may be begun. */
  readonly over: () => boolean;
}

const CLIENT_RETRY_SHARE = 0.2;
const FOLLOW_UP_SHARE = 0.1;
const FEEDBACK_SHARE = 0.2;
const PATIENCE_MS = 90_000;
const WAIT_MS = 30_000;
const POLL_MS = 500;

/** One customer: asks, asks the same again when in doubt, sometimes writes once more or says whether it helped. */
export class Customer {
  constructor(
    private readonly parts: CustomerParts,
    private readonly tenant: LoadTenant,
    /** Unique in the run. */
    private readonly name: string,
  ) {}

  async ask(question: string): Promise<void> {
    const { random } = this.parts;
    const [retries, writesAgain, rates] = [CLIENT_RETRY_SHARE, FOLLOW_UP_SHARE, FEEDBACK_SHARE].map(
      (share) => random() < share,
    );
    const id = await this.untilAnswered('ticket', this.name, (client) => this.create(client, question));
    if (id === undefined) return;
    if (retries) await this.once('ticket', this.name, (client) => this.create(client, question));
    if (!writesAgain && !rates) return;
    const ticket = await this.untilResting(id);
    if (ticket === undefined) return;
    if (writesAgain) await this.writeAgain(id);
    else if (ticket.status === 'resolved') await this.rate(id);
  }

  private create(client: MeshClient, question: string): Promise<{ id: string }> {
    const customer = { email: `${this.name}@example.com` };
    return client.createTicket({ body: question, customer, externalId: this.name }, this.name);
  }

  private async writeAgain(ticketId: string): Promise<void> {
    const key = `${this.name}-again`;
    const body = { body: `${FOLLOW_UP} (${key})` };
    await this.untilAnswered(
      'message',
      key,
      (client) =>
        dataOf(
          client.api.POST('/v1/tickets/{id}/messages', {
            params: { path: { id: ticketId }, header: { 'idempotency-key': key } },
            body,
          }),
        ),
      { ticketId },
    );
  }

  /** Not repeatable, so it is said once. */
  private async rate(ticketId: string): Promise<void> {
    const body = { solved: true, rating: 5 };
    await this.once('feedback', ticketId, (client) =>
      dataOf(client.api.POST('/v1/tickets/{id}/feedback', { params: { path: { id: ticketId } }, body })),
    );
  }

  /** Goes on with the same key until the mesh says what it made of it; undefined when patience is over. */
  private async untilAnswered(
    kind: 'ticket' | 'message',
    key: string,
    call: (client: MeshClient) => Promise<{ id: string }>,
    details: Readonly<Record<string, string>> = {},
  ): Promise<string | undefined> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let wait = 100; ; wait = Math.min(2_000, wait * 2)) {
      const answered = await this.once(kind, key, call, details);
      if (answered.outcome === 'ok') return answered.id;
      const { status } = answered.operation;
      const passing = answered.outcome === 'unknown' || status === 409 || status === 429;
      if (!passing || Date.now() > deadline) return undefined;
      await pause(wait);
    }
  }

  private once(
    kind: 'ticket' | 'message' | 'feedback',
    key: string,
    call: (client: MeshClient) => Promise<{ id: string }>,
    details: Readonly<Record<string, string>> = {},
  ) {
    const { history, urls, random } = this.parts;
    const gateway = Math.floor(random() * urls.length);
    const client = clientOf(urls[gateway] ?? '', this.tenant.submitterKey);
    return recorded(history, { kind, tenant: this.tenant.id, gateway, key, details }, () => call(client));
  }

  private async untilResting(id: string): Promise<Ticket | undefined> {
    const deadline = Date.now() + WAIT_MS;
    while (Date.now() < deadline && !this.parts.over()) {
      await pause(POLL_MS);
      const client = clientOf(this.parts.urls[0] ?? '', this.tenant.submitterKey);
      const ticket = await client.ticket(id).catch(() => undefined);
      if (ticket && isResting(ticket)) return ticket;
    }
    return undefined;
  }
}
