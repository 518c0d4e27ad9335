import { type DataOf, RecordPersonAction } from '@mesh/contracts';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { supersedePending } from '../approvals/supersede-pending';
import { appendAudit } from '../audit/audit-log';
import type { AuditEntry } from '../audit/audit-chain';
import type { Principal } from '../identity';
import { originOf, personOf } from '../tickets/acting';
import { lockOpenTicket } from '../tickets/lock-open-ticket';
import { type TicketChange, type TicketRow, changeTicket } from '../tickets/ticket-row';

export type PersonAction = DataOf<typeof RecordPersonAction>['action'];

/** What an act does to the ticket, beside the new turn. */
export interface ActOutcome {
  readonly action: PersonAction;
  readonly change: TicketChange & { readonly override: TicketRow['override'] };
  readonly details?: AuditEntry['details'];
}

/** The ticket is locked; `turn` is the one that this act opens. */
export type Act = (tx: WorkTransaction, ticket: TicketRow, turn: number) => Promise<ActOutcome>;

const AUDITED = {
  reply: 'ticket.replied',
  resolve: 'ticket.resolved',
  close: 'ticket.closed',
  assign: 'ticket.assigned',
  release: 'ticket.released',
  feedback: 'ticket.feedback_given',
} as const;

/**
 * A person acts on a ticket: under its row lock the turn is raised, whatever waited for a decision is put aside, the
 * supervisor is told and the act is written to the audit log, all in one transaction.
 */
@Injectable()
export class PersonAct {
  constructor(@Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox) {}

  /** @throws ProblemException 404, 409 `ticket_closed` */
  execute(principal: Principal, ticketId: string, act: Act): Promise<TicketRow> {
    return this.outbox.run(originOf(principal), async (tx) => {
      const ticket = await lockOpenTicket(tx, ticketId);
      const turn = ticket.turn + 1;
      const { action, change, details } = await act(tx, ticket, turn);
      await supersedePending(tx, ticketId, 'person');
      const after = await changeTicket(tx, ticket, { ...change, turn });
      tx.send(RecordPersonAction.draft(ticketId, { ticketId, turn, actor: personOf(principal), action }));
      await appendAudit(tx, {
        actor: personOf(principal),
        action: AUDITED[action.kind],
        subject: ticketId,
        details: { turn, ...details },
        correlationId: principal.correlationId,
      });
      return after;
    });
  }
}
