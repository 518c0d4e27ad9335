import {
  Actor,
  Id,
  type Message,
  TicketAssigned,
  TicketHandedOver,
  TicketReleased,
  TicketReopened,
  TicketReplySent,
  TicketResolved,
  TicketStatus,
  TicketTriaged,
} from '@mesh/contracts';
import { z } from 'zod';
import type { TicketRow } from '../tickets/ticket-row';
import { overrideAfter, shownStatus } from './ticket-status';

/** What every fact says. */
export const AnyFact = z.object({
  ticketId: Id,
  turn: z.number().int().positive(),
  status: TicketStatus,
  actor: Actor,
  durationMs: z.number().int().optional(),
  costMicros: z.number().int().optional(),
  approvalId: z.string().optional(),
});
export type AnyFact = z.output<typeof AnyFact>;

type FactMessage = Pick<Message, 'type' | 'data' | 'time'>;

/** The part of a ticket that follows from its facts. */
export type Projected = Pick<
  TicketRow,
  | 'status'
  | 'projected_status'
  | 'override'
  | 'fact_turn'
  | 'category'
  | 'priority'
  | 'triage'
  | 'handover'
  | 'assignee'
  | 'outcome'
  | 'first_reply_at'
  | 'resolved_at'
>;

/** The ticket after the fact. Pure: the same ticket and fact always give the same answer. */
export function applyFact(ticket: Projected, fact: FactMessage): Projected {
  const said = AnyFact.parse(fact.data);
  const override = ticket.override && overrideAfter(ticket.override, { ...said, type: fact.type });
  return {
    ...untouchedOf(ticket),
    projected_status: said.status,
    override,
    status: shownStatus(said.status, override ?? undefined),
    fact_turn: Math.max(ticket.fact_turn, said.turn),
    ...detailsOf(ticket, fact),
  };
}

/** Without the rest of the ticket, which no fact changes. */
const untouchedOf = (ticket: Projected): Omit<Projected, 'status' | 'projected_status' | 'override' | 'fact_turn'> => ({
  category: ticket.category,
  priority: ticket.priority,
  triage: ticket.triage,
  handover: ticket.handover,
  assignee: ticket.assignee,
  outcome: ticket.outcome,
  first_reply_at: ticket.first_reply_at,
  resolved_at: ticket.resolved_at,
});

function detailsOf(ticket: Projected, fact: FactMessage): Partial<Projected> {
  switch (fact.type) {
    case TicketTriaged.type: {
      const { triage } = TicketTriaged.schema.parse(fact.data);
      return { triage, category: triage.category, priority: triage.priority };
    }
    case TicketHandedOver.type: {
      const { turn, reason, reasons, queue, dueAt } = TicketHandedOver.schema.parse(fact.data);
      const shown = ticket.handover?.turn === turn ? ticket.handover : undefined;
      return {
        handover: { ...shown, turn, reason, reasons, queue: queue ?? shown?.queue, dueAt: dueAt ?? shown?.dueAt },
      };
    }
    case TicketAssigned.type: {
      const { queue, user } = TicketAssigned.schema.parse(fact.data);
      return { assignee: { queue, user } };
    }
    case TicketReleased.type:
      return { assignee: null, handover: null };
    case TicketReplySent.type:
      return { first_reply_at: ticket.first_reply_at ?? new Date(fact.time) };
    case TicketResolved.type:
      return { outcome: TicketResolved.schema.parse(fact.data).outcome, resolved_at: new Date(fact.time) };
    case TicketReopened.type:
      return { outcome: null, resolved_at: null };
    default:
      return {};
  }
}
