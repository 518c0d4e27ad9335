import { RecordPersonAction, TicketHandedOver } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { statusProblem } from '@mesh/bootstrap';
import { Inject, Injectable } from '@nestjs/common';
import { recordJudgement } from '../autonomy/judgements';
import type { Principal } from '../identity';
import { CUSTOMER, originOf, personOf } from '../tickets/acting';
import { type TicketRow, changeTicket, lockTicket } from '../tickets/ticket-row';

const INSERT = `
  INSERT INTO gateway.feedback (tenant_id, id, ticket_id, turn, solved, rating, actor)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const ANSWERED = `
  SELECT 1 FROM gateway.outbound_sends WHERE tenant_id = $1 AND ticket_id = $2 AND origin <> 'person' LIMIT 1`;

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
      const id = newId();
      const values = [tx.tenantId, id, ticketId, ticket.turn, solved, rating ?? null, JSON.stringify(actor)];
      await tx.sql.run(INSERT, values);
      if (!solved) await this.judge(tx, ticket, id);
      const action = { kind: 'feedback', solved, rating } as const;
      tx.send(RecordPersonAction.draft(ticketId, { ticketId, turn: ticket.turn, actor, action }));
      return this.show(tx, ticket, solved);
    });
  }

  /** Only a reply of the mesh can have failed to help. */
  private async judge(tx: WorkTransaction, ticket: TicketRow, id: string): Promise<void> {
    if ((await tx.sql.rows(ANSWERED, [tx.tenantId, ticket.id])).length === 0) return;
    await recordJudgement(tx, { id, category: ticket.category, ticketId: ticket.id, kind: 'not_solved' });
  }

  private async show(tx: WorkTransaction, ticket: TicketRow, solved: boolean): Promise<TicketRow> {
    if (solved || ticket.status !== 'resolved') return ticket;
    const until = { kind: 'fact', type: TicketHandedOver.type, turn: ticket.turn } as const;
    return changeTicket(tx, ticket, { override: { status: 'with_person', until } });
  }
}
