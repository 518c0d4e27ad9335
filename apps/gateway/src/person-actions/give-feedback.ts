import { RecordPersonAction, TicketHandedOver } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { statusProblem } from '@mesh/bootstrap';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../identity';
import { CUSTOMER, originOf, personOf } from '../tickets/acting';
import { type TicketRow, changeTicket, lockTicket } from '../tickets/ticket-row';

const INSERT = `
  INSERT INTO gateway.feedback (tenant_id, id, ticket_id, turn, solved, rating, actor)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

export interface Feedback {
  readonly solved: boolean;
  readonly rating?: number | undefined;
}

/** Somebody says whether it helped. It opens no turn; "not solved" on a resolved ticket brings it to a person. */
@Injectable()
export class GiveFeedback {
  constructor(@Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox) {}

  /** @throws ProblemException 404 */
  execute(principal: Principal, ticketId: string, feedback: Feedback): Promise<TicketRow> {
    const actor = principal.role === 'submitter' ? CUSTOMER : personOf(principal);
    return this.outbox.run(originOf(principal), async (tx) => {
      const ticket = await lockTicket(tx, ticketId);
      if (!ticket) throw statusProblem(404);
      const { solved, rating } = feedback;
      const values = [tx.tenantId, newId(), ticketId, ticket.turn, solved, rating ?? null, JSON.stringify(actor)];
      await tx.sql.run(INSERT, values);
      const action = { kind: 'feedback', solved, rating } as const;
      tx.send(RecordPersonAction.draft(ticketId, { ticketId, turn: ticket.turn, actor, action }));
      return this.show(tx, ticket, solved);
    });
  }

  private async show(tx: WorkTransaction, ticket: TicketRow, solved: boolean): Promise<TicketRow> {
    if (solved || ticket.status !== 'resolved') return ticket;
    const until = { kind: 'fact', type: TicketHandedOver.type, turn: ticket.turn } as const;
    return changeTicket(tx, ticket, { override: { status: 'with_person', until } });
  }
}
