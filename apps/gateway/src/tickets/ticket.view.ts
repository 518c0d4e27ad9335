import { Actor, Channel, Instant, Priority, Reason, TICKET_STATUSES, TriageResult } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { TextWithCitations } from './text.view';
import { NextCursor } from '../http/next-cursor';

const Status = z.enum(TICKET_STATUSES);
const Links = z.object({ self: z.string(), timeline: z.string(), stream: z.string(), messages: z.string() });

const Accepted = z.object({ id: z.uuid(), status: Status, createdAt: Instant, links: Links });
export class AcceptedTicketView extends createZodDto(Accepted) {}

const Fault = z.object({ path: z.string(), code: z.string(), message: z.string() });
export class BatchView extends createZodDto(
  z.object({
    items: z.array(
      z.union([
        z.object({ index: z.number().int(), status: z.literal(202), ticket: Accepted }),
        z.object({ index: z.number().int(), status: z.literal(400), code: z.string(), errors: z.array(Fault) }),
      ]),
    ),
  }),
) {}

export const Cost = z.object({ micros: z.number().int(), currency: z.literal('USD') });

const Head = z.object({
  id: z.uuid(),
  status: Status,
  /** The last sequence of the ticket's facts that is shown here. */
  version: z.number().int(),
  turn: z.number().int(),
  subject: z.string().optional(),
  customer: z.object({ id: z.string(), email: z.string().optional(), name: z.string().optional() }),
  channel: Channel,
  priority: Priority.optional(),
  category: z.string().optional(),
  externalId: z.string().optional(),
  outcome: z.string().optional(),
  cost: Cost,
  createdAt: Instant,
  updatedAt: Instant,
});
export type TicketHeadView = z.output<typeof Head>;
export class TicketList extends createZodDto(z.object({ items: z.array(Head), nextCursor: NextCursor })) {}

export const MessageView = z.object({
  id: z.uuid(),
  author: z.enum(['customer', 'mesh', 'person', 'note']),
  body: z.string(),
  citations: TextWithCitations.shape.citations,
  turn: z.number().int(),
  createdAt: Instant,
  /** How the reply goes to the customer, where its channel delivers replies. */
  delivery: z
    .object({
      via: z.enum(['webhook', 'smtp']),
      status: z.enum(['pending', 'sending', 'delivered', 'failed', 'unknown']),
      attempts: z.number().int(),
      /** Of the last attempt that did not succeed. */
      errorCode: z.string().optional(),
    })
    .optional(),
});
export type MessageView = z.output<typeof MessageView>;

const Ticket = Head.extend({
  body: z.string(),
  locale: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()),
  triage: TriageResult.optional(),
  /** The newest reply that was sent. */
  reply: TextWithCitations.optional(),
  /** What a person is asked about, or was handed over with. Not for submitters: nobody has allowed it yet. */
  draft: TextWithCitations.optional(),
  approval: z
    .object({ id: z.uuid(), status: z.string(), reason: z.string(), contentHash: z.string(), dueAt: Instant })
    .optional(),
  handover: z
    .object({
      reason: z.string(),
      reasons: z.array(Reason),
      queue: z.string().optional(),
      dueAt: Instant.optional(),
      summary: z.string().optional(),
      suggestedNextStep: z.string().optional(),
    })
    .optional(),
  assignee: z.object({ queue: z.string().optional(), user: z.string().optional() }).optional(),
  messages: z.array(MessageView),
  links: Links,
});
export type TicketView = z.output<typeof Ticket>;
export class TicketViewDto extends createZodDto(Ticket) {}

const TimelineItem = z.object({
  id: z.uuid(),
  sequence: z.number().int(),
  /** Past participle, such as `triaged`; the wire name is `support.ticket.<type>.v1`. */
  type: z.string(),
  at: Instant,
  turn: z.number().int(),
  status: Status,
  actor: Actor,
  reason: z.string().optional(),
  reasons: z.array(Reason).optional(),
  durationMs: z.number().int().optional(),
  costMicros: z.number().int().optional(),
  correlationId: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineItemView = z.output<typeof TimelineItem>;
export class TimelineView extends createZodDto(z.object({ ticketId: z.uuid(), items: z.array(TimelineItem) })) {}
