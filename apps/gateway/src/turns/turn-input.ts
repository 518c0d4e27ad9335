import {
  Channel,
  type ConversationMessage,
  Priority,
  type TurnInput,
  TurnInput as TurnInputSchema,
} from '@mesh/contracts';
import type { CustomerRow } from '../customers/customer-store';
import { findCustomer } from '../customers/customer-store';
import type { TenantSql } from '../tickets/tenant-sql';
import type { TicketRow } from '../tickets/ticket-row';
import { type CurrentRules, currentRules } from './current-policy';
import { fitConversation } from './fit-conversation';
import { fitEarlier } from './fit-earlier';

/** The newest messages are enough: more than this many never fit. */
const MOST_MESSAGES = 500;

const THREAD = `
  SELECT id AS "messageId", author, body, created_at AS at, count(*) OVER ()::int AS total FROM gateway.messages
  WHERE tenant_id = $1 AND ticket_id = $2 AND author <> 'note' ORDER BY position DESC LIMIT ${MOST_MESSAGES}`;

interface ThreadRow extends Omit<ConversationMessage, 'at'> {
  readonly at: Date;
  readonly total: number;
}

type TicketHead = Pick<TicketRow, 'id' | 'subject' | 'channel' | 'customer_id' | 'locale' | 'requested_priority'>;

/** What a turn starts from, with the policy and the categories as they are now. `session`: what was said lately. */
export async function readTurnInput(
  at: TenantSql,
  ticket: TicketHead,
  session: readonly ConversationMessage[] = [],
): Promise<TurnInput> {
  const rows = await at.sql.rows<ThreadRow>(THREAD, [at.tenantId, ticket.id]);
  const thread = rows
    .reverse()
    .map(({ messageId, author, body, at: written }) => ({ messageId, author, body, at: written.toISOString() }));
  return composeTurnInput({
    ticket,
    thread,
    skipped: (rows[0]?.total ?? 0) - rows.length,
    session,
    customer: await findCustomer(at, ticket.customer_id),
    rules: await currentRules(at),
  });
}

export interface TurnInputParts {
  readonly ticket: TicketHead;
  readonly thread: readonly ConversationMessage[];
  readonly skipped: number;
  readonly session: readonly ConversationMessage[];
  readonly customer: Pick<CustomerRow, 'name' | 'attributes'> | undefined;
  readonly rules: CurrentRules;
}

export function composeTurnInput(parts: TurnInputParts): TurnInput {
  const { ticket, thread, customer } = parts;
  const fitted = fitConversation(thread, Buffer.byteLength(ticket.subject ?? ''));
  const earlier = fitEarlier(parts.session, thread);
  return TurnInputSchema.parse({
    conversation: {
      subject: ticket.subject ?? undefined,
      channel: Channel.parse(ticket.channel),
      customer: { id: ticket.customer_id, name: customer?.name ?? undefined, tier: tierOf(customer) },
      locale: ticket.locale ?? undefined,
      priority: ticket.requested_priority === null ? undefined : Priority.parse(ticket.requested_priority),
      messages: fitted.messages,
      omitted: fitted.omitted + parts.skipped,
      ...(earlier.length > 0 && { earlier }),
    },
    policy: parts.rules.policy,
    categories: [...parts.rules.categories],
    agents: parts.rules.agents,
    awaitsReply: thread.at(-1)?.author === 'customer',
  });
}

function tierOf(customer: TurnInputParts['customer']): string | undefined {
  const tier = customer?.attributes['tier'];
  return typeof tier === 'string' ? tier : undefined;
}
