import { Inject, Injectable } from '@nestjs/common';
import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { contentHashOf, personDecisionIdOf } from '@mesh/kernel';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { firstRow } from '@mesh/persistence';
import { appendAudit } from '../audit/audit-log';
import type { Principal } from '../identity';
import { originOf, personOf } from '../tickets/acting';
import { type TicketRow, lockTicket } from '../tickets/ticket-row';
import { APPROVAL_COLUMNS, type ApprovalRow, findApproval, lockApproval } from './approval-row';
import { cancelExpiry, setRelease } from './approval-timers';
import type { ApprovalDecision } from './approval.requests';
import { approvalView } from './approval.view';
import { editDistance } from './edit-distance';
import { FOUR_EYES, type Judgement, judgeDecision } from './judge-decision';
import { takeEffect } from './take-effect';

/** The compare-and-set: open, and exactly this content. */
const DECIDE = `
  UPDATE gateway.approvals SET status = $4, decision = $5, decision_id = $6, decided_by = $7, decided_at = now(),
    decisions = decisions + 1, reply = coalesce($8, reply), guidance = $9, edit_distance = coalesce($10, edit_distance),
    release_at = CASE WHEN $4 = 'held' THEN now() + $11 * interval '1 millisecond' END,
    closed_at = CASE WHEN $4 = 'decided' THEN now() END
  WHERE tenant_id = $1 AND id = $2 AND status = 'open' AND content_hash = $3 RETURNING ${APPROVAL_COLUMNS}`;
const SHOW_AGAIN = `
  UPDATE gateway.approvals SET reply = $4, edited_by = $5, edit_distance = $6, content_hash = $7
  WHERE tenant_id = $1 AND id = $2 AND status = 'open' AND content_hash = $3 RETURNING ${APPROVAL_COLUMNS}`;

interface Case {
  readonly principal: Principal;
  readonly ticket: TicketRow;
  readonly approval: ApprovalRow;
  readonly request: ApprovalDecision;
}

/** A person decides: one winner, on exactly the text that was shown. */
@Injectable()
export class DecideApproval {
  private readonly decided;
  private readonly conflicts;

  constructor(
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.decided = metrics.counter(METRICS.approvalDecisions, 'Decisions by people', ['decision']);
    this.conflicts = metrics.counter(METRICS.approvalConflicts, 'Decisions that came too late', ['code']);
  }

  /** @throws ProblemException 404, 403, 409 with the `current` approval */
  async execute(principal: Principal, approvalId: string, request: ApprovalDecision): Promise<ApprovalRow> {
    const approval = await this.outbox.run(originOf(principal), async (tx) => {
      const { ticket, approval: locked } = await lockBoth(tx, approvalId);
      const judged = judgeDecision(locked, ticket.turn, request, principal.actorId);
      if (judged.outcome === 'refused') throw this.refuse(judged, locked);
      return settle(tx, { principal, ticket, approval: locked, request }, judged.outcome);
    });
    this.decided.inc({ decision: request.decision });
    return approval;
  }

  private refuse(judged: Extract<Judgement, { outcome: 'refused' }>, approval: ApprovalRow): ProblemException {
    this.conflicts.inc({ code: judged.code });
    const status = judged.code === FOUR_EYES ? 403 : 409;
    return new ProblemException(status, judged.code, judged.detail, { current: approvalView(approval) });
  }
}

/** The ticket first, like everybody else. */
export async function lockBoth(tx: WorkTransaction, approvalId: string) {
  const found = await findApproval(tx, approvalId);
  const ticket = found && (await lockTicket(tx, found.ticket_id));
  const approval = ticket && (await lockApproval(tx, approvalId));
  if (!ticket || !approval) throw statusProblem(404);
  return { ticket, approval };
}

async function settle(
  tx: WorkTransaction,
  item: Case,
  outcome: 'decided' | 'held' | 'shown_again',
): Promise<ApprovalRow> {
  const after = outcome === 'shown_again' ? await showAgain(tx, item) : await decide(tx, item, outcome);
  await audit(tx, item, after);
  return after;
}

async function decide(tx: WorkTransaction, item: Case, status: 'decided' | 'held'): Promise<ApprovalRow> {
  const { approval, request, principal, ticket } = item;
  const decisionId = personDecisionIdOf(approval.id, approval.decisions + 1);
  const after = await firstRow<ApprovalRow>(tx.sql, DECIDE, [
    tx.tenantId,
    approval.id,
    request.contentHash,
    status,
    request.decision,
    decisionId,
    JSON.stringify(personOf(principal)),
    request.reply ?? null,
    request.decision === 'reject' ? (request.reason ?? null) : null,
    request.reply === undefined ? null : editDistance(approval.draft.body, request.reply),
    request.sendAfterMs,
  ]);
  if (!after) throw new TypeError('the row is locked and open');
  cancelExpiry(tx, approval);
  if (status === 'held') setRelease(tx, approval, decisionId, request.sendAfterMs);
  else await takeEffect(tx, ticket, after);
  return after;
}

async function showAgain(tx: WorkTransaction, { approval, request, principal }: Case): Promise<ApprovalRow> {
  const body = request.reply ?? approval.draft.body;
  const after = await firstRow<ApprovalRow>(tx.sql, SHOW_AGAIN, [
    tx.tenantId,
    approval.id,
    request.contentHash,
    body,
    principal.actorId,
    editDistance(approval.draft.body, body),
    contentHashOf({ ...approval.draft, body }, approval.policy_version),
  ]);
  if (!after) throw new TypeError('the row is locked and open');
  return after;
}

const AUDITED = {
  approve: 'approval.approved',
  edit: 'approval.edited',
  reject: 'approval.rejected',
  take_over: 'approval.taken_over',
} as const;

const audit = (tx: WorkTransaction, { principal, approval, request }: Case, after: ApprovalRow) =>
  appendAudit(tx, {
    actor: personOf(principal),
    action: after.status === 'open' ? 'approval.text_changed' : AUDITED[request.decision],
    subject: approval.id,
    details: {
      ticketId: approval.ticket_id,
      status: after.status,
      decisionId: after.decision_id,
      contentHash: after.content_hash,
      policyVersion: approval.policy_version,
    },
    correlationId: principal.correlationId,
  });
