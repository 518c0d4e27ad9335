import { Channel, Priority } from '@mesh/contracts';
import { type ApprovalRow, shownDraft } from '../approvals/approval-row';
import type { CustomerRow } from '../customers/customer-store';
import type { MessageRow } from '../messages/message-store';
import { linksOf } from './create-ticket';
import { textView } from './text.view';
import type { TicketRow } from './ticket-row';
import type { MessageView, TicketHeadView, TicketView } from './ticket.view';

type Known = Pick<CustomerRow, 'email' | 'name'> | undefined;

/** The head of a ticket, as in lists. */
export const headView = (ticket: TicketRow, customer: Known): TicketHeadView => ({
  id: ticket.id,
  status: ticket.status,
  version: ticket.version,
  turn: ticket.turn,
  subject: ticket.subject ?? undefined,
  customer: { id: ticket.customer_id, email: customer?.email ?? undefined, name: customer?.name ?? undefined },
  channel: Channel.parse(ticket.channel),
  priority: ticket.priority === null ? undefined : Priority.parse(ticket.priority),
  category: ticket.category ?? undefined,
  externalId: ticket.external_id ?? undefined,
  outcome: ticket.outcome ?? undefined,
  cost: { micros: Number(ticket.cost_micros), currency: 'USD' },
  createdAt: ticket.created_at.toISOString(),
  updatedAt: ticket.updated_at.toISOString(),
});

export interface TicketParts {
  readonly ticket: TicketRow;
  readonly customer: Known;
  readonly thread: readonly MessageRow[];
  readonly approval: ApprovalRow | undefined;
  /** Whether the reader may see what nobody has allowed yet, and the notes. */
  readonly mayReadDrafts: boolean;
}

export function ticketView(parts: TicketParts): TicketView {
  const { ticket, thread, mayReadDrafts } = parts;
  const reply = thread.findLast(({ author }) => author === 'mesh' || author === 'person');
  return {
    ...headView(ticket, parts.customer),
    body: ticket.body ?? '',
    locale: ticket.locale ?? undefined,
    metadata: { ...ticket.metadata },
    triage: ticket.triage ?? undefined,
    reply: reply ? textView(reply) : undefined,
    draft: mayReadDrafts ? draftOf(parts) : undefined,
    approval: approvalOf(parts),
    handover: handoverOf(parts),
    assignee: ticket.assignee ?? undefined,
    messages: thread.filter(({ author }) => mayReadDrafts || author !== 'note').map(messageView),
    links: linksOf(ticket.id),
  };
}

export const messageView = (row: MessageRow): MessageView => ({
  id: row.id,
  author: row.author,
  body: row.body,
  citations: textView(row).citations,
  turn: row.turn,
  createdAt: row.created_at.toISOString(),
  delivery: row.delivery ? { ...row.delivery, errorCode: row.delivery.errorCode ?? undefined } : undefined,
});

const pendingOf = ({ approval }: TicketParts): ApprovalRow | undefined =>
  approval?.status === 'open' || approval?.status === 'held' ? approval : undefined;

function draftOf(parts: TicketParts) {
  const pending = pendingOf(parts);
  if (pending) return textView(shownDraft(pending));
  const { handover, status } = parts.ticket;
  if (status !== 'with_person') return undefined;
  if (handover?.draft) return textView(handover.draft);
  return parts.approval && parts.approval.turn >= (handover?.turn ?? 0)
    ? textView(shownDraft(parts.approval))
    : undefined;
}

function approvalOf(parts: TicketParts) {
  const pending = pendingOf(parts);
  return (
    pending && {
      id: pending.id,
      status: pending.status,
      reason: pending.reason,
      contentHash: pending.content_hash,
      dueAt: pending.due_at.toISOString(),
    }
  );
}

function handoverOf({ ticket, mayReadDrafts }: TicketParts) {
  const { handover } = ticket;
  if (ticket.status !== 'with_person' || !handover) return undefined;
  return {
    reason: handover.reason,
    reasons: [...handover.reasons],
    queue: handover.queue,
    dueAt: handover.dueAt,
    ...(mayReadDrafts ? handover.package : {}),
  };
}
