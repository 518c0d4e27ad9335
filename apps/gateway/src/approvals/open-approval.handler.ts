import { Injectable } from '@nestjs/common';
import { type DataOf, OpenApproval } from '@mesh/contracts';
import { TerminalError, citedOf, contentHashOf } from '@mesh/kernel';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { firstRow } from '@mesh/persistence';
import { citesReplaced } from '../sending/replaced-documents';
import { jsonOrNull, lockTicket } from '../tickets/ticket-row';
import { answerStep } from '../turns/step-answers';
import { mayAct } from '../turns/turn-gate';
import { findApproval } from './approval-row';
import { setExpiry } from './approval-timers';

type Request = DataOf<typeof OpenApproval>;

const INSERT = `
  INSERT INTO gateway.approvals (tenant_id, id, ticket_id, turn, status, reason, reasons, risk, draft, cited, evidence,
    checks, triage, package, queue, content_hash, policy_version, four_eyes, respond_by, due_at)
  VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    now() + $19 * interval '1 millisecond')
  RETURNING due_at`;

/** Asks people for a decision, unless the turn or the evidence is no longer current. */
@Injectable()
@Handles(OpenApproval)
export class OpenApprovalHandler implements MessageHandler<typeof OpenApproval> {
  async commit(command: MessageOf<typeof OpenApproval>, _: void, tx: WorkTransaction): Promise<void> {
    const { step, draft } = command.data;
    const ticket = await lockTicket(tx, step.ticketId);
    if (!ticket) throw new TerminalError('TICKET_UNKNOWN', 'there is no such ticket');
    const known = await findApproval(tx, step.stepId);
    if (known) return this.answer(tx, command.data, known.due_at);
    if (!mayAct(ticket, step.turn)) return answerStep(tx, step, { kind: 'superseded', cause: 'turn' });
    if (await citesReplaced(tx, citedOf(draft))) return answerStep(tx, step, { kind: 'superseded', cause: 'evidence' });
    mustBeWhole(command.data);
    const dueAt = await insertApproval(tx, command.data);
    setExpiry(tx, { id: step.stepId, ticket_id: step.ticketId, decisions: 0 }, command.data.ttlMs);
    this.answer(tx, command.data, dueAt);
  }

  private answer(tx: WorkTransaction, { step }: Request, dueAt: Date): void {
    answerStep(tx, step, { kind: 'approval_opened', approvalId: step.stepId, dueAt: dueAt.toISOString() });
  }
}

function mustBeWhole({ draft, policyVersion, contentHash }: Request): void {
  if (contentHashOf(draft, policyVersion) === contentHash) return;
  throw new TerminalError('CONTENT_HASH_MISMATCH', 'the draft is not what its hash says');
}

async function insertApproval(tx: WorkTransaction, request: Request): Promise<Date> {
  const { step, draft } = request;
  const row = await firstRow<{ due_at: Date }>(tx.sql, INSERT, [
    tx.tenantId,
    step.stepId,
    step.ticketId,
    step.turn,
    request.reason,
    JSON.stringify(request.reasons),
    request.risk,
    JSON.stringify(draft),
    JSON.stringify(citedOf(draft)),
    JSON.stringify(request.evidence),
    JSON.stringify(request.checks),
    jsonOrNull(request.triage),
    JSON.stringify(request.package),
    request.queue,
    request.contentHash,
    request.policyVersion,
    request.fourEyes,
    request.dueAt,
    request.ttlMs,
  ]);
  if (!row) throw new TypeError('an insert returns its row');
  return row.due_at;
}
