import { statusProblem } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../identity';
import { insertMessage } from '../messages/message-store';
import { personOf } from '../tickets/acting';
import { findTicket } from '../tickets/ticket-row';

/** A note among colleagues: in the thread, never in what an agent or the customer sees. */
@Injectable()
export class WriteNote {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** @throws ProblemException 404 */
  execute(principal: Principal, ticketId: string, body: string): Promise<{ id: string; createdAt: string }> {
    const { tenantId } = principal;
    return this.database.inTenant(tenantId, async (sql) => {
      const ticket = await findTicket({ tenantId, sql }, ticketId);
      if (!ticket) throw statusProblem(404);
      const id = newId();
      const note = { id, ticketId, turn: ticket.turn, author: 'note', actor: personOf(principal), body } as const;
      const at = await insertMessage({ tenantId, sql }, { ...note, channel: ticket.channel });
      return { id, createdAt: at.toISOString() };
    });
  }
}
