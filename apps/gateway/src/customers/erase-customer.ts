import { type Actor, ForgetCustomer, RecordPersonAction } from '@mesh/contracts';
import { newId, derivedId } from '@mesh/kernel';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { statusProblem } from '@mesh/bootstrap';
import { Inject, Injectable } from '@nestjs/common';
import { supersedePending } from '../approvals/supersede-pending';
import { appendAudit } from '../audit/audit-log';
import type { Principal } from '../identity';
import { originOf, personOf } from '../tickets/acting';
import { CustomerSessions } from '../sessions/customer-sessions';
import { changeTicket, lockTicket } from '../tickets/ticket-row';
import { addReport, beginErasure } from './erasure-store';
import { eraseTexts } from './erase-texts';

/** The schema of the command takes this many tickets; more go in further commands. */
const TICKETS_PER_COMMAND = 10_000;
export const CUSTOMER_ERASED = 'customer_erased';

const TICKETS = `SELECT id FROM gateway.tickets WHERE tenant_id = $1 AND customer_id = $2 ORDER BY id`;
const KNOWN = `SELECT 1 FROM gateway.customers WHERE tenant_id = $1 AND id = $2`;

/** Erases a person: here at once, elsewhere by command; every service reports what it removed. */
@Injectable()
export class EraseCustomer {
  constructor(
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(CustomerSessions) private readonly sessions: CustomerSessions,
  ) {}

  /** @throws ProblemException 404; RetryableError `SESSION_UNAVAILABLE`: erasing does not go on without a tier */
  async execute(principal: Principal, customerId: string): Promise<{ erasureId: string }> {
    const sessions = await this.sessions.forget(principal.tenantId, customerId);
    return this.outbox.run(originOf(principal), async (tx) => {
      const ticketIds = await ticketsOf(tx, customerId);
      const requestedBy = personOf(principal);
      for (const id of ticketIds) await closeForGood(tx, id, requestedBy);
      const slices = slicesOf(ticketIds);
      const erasure = { id: newId(), customerId, requestedBy, tickets: ticketIds.length };
      const services = Object.values(ForgetCustomer);
      await beginErasure(tx, { ...erasure, expectedReports: services.length * slices.length });
      for (const forget of services) {
        for (const slice of slices) {
          tx.send(forget.draft(customerId, { erasureId: erasure.id, customerId, ticketIds: slice, requestedBy }));
        }
      }
      const removed = { ...(await eraseTexts(tx, customerId, ticketIds)), sessions };
      await reportHere(tx, erasure.id, removed);
      await audit(tx, principal, erasure);
      return { erasureId: erasure.id };
    });
  }
}

async function ticketsOf(tx: WorkTransaction, customerId: string): Promise<string[]> {
  const rows = await tx.sql.rows<{ id: string }>(TICKETS, [tx.tenantId, customerId]);
  const known = rows.length > 0 || (await tx.sql.rows(KNOWN, [tx.tenantId, customerId])).length > 0;
  if (!known) throw statusProblem(404);
  return rows.map(({ id }) => id);
}

/** Nothing may be written about somebody who is being erased: what is on its way finds a newer turn. */
async function closeForGood(tx: WorkTransaction, ticketId: string, actor: Actor): Promise<void> {
  const ticket = await lockTicket(tx, ticketId);
  if (!ticket || ticket.status === 'closed') return;
  const turn = ticket.turn + 1;
  await supersedePending(tx, ticketId, 'person');
  await changeTicket(tx, ticket, {
    turn,
    handover: null,
    override: { status: 'closed', until: { kind: 'turn', turn } },
  });
  const action = { kind: 'close', reason: CUSTOMER_ERASED } as const;
  tx.send(RecordPersonAction.draft(ticketId, { ticketId, turn, actor, action }));
}

function slicesOf(ids: readonly string[]): string[][] {
  const slices = [ids.slice(0, TICKETS_PER_COMMAND)];
  for (let at = TICKETS_PER_COMMAND; at < ids.length; at += TICKETS_PER_COMMAND) {
    slices.push(ids.slice(at, at + TICKETS_PER_COMMAND));
  }
  return slices;
}

const reportHere = (tx: WorkTransaction, erasureId: string, removed: Record<string, number>): Promise<void> =>
  addReport(tx, { erasureId, id: derivedId('own-erasure', erasureId), service: 'gateway', removed, expires: [] });

const audit = (tx: WorkTransaction, principal: Principal, erasure: { id: string; tickets: number }) =>
  appendAudit(tx, {
    actor: personOf(principal),
    action: 'customer.erased',
    subject: erasure.id,
    details: { tickets: erasure.tickets },
    correlationId: principal.correlationId,
  });
