import { RecordApproval } from '@mesh/contracts';
import { TerminalError, contentHashOf } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';
import type { ApprovalRow, SupersedeCause } from './approval-row';

type Named = Pick<ApprovalRow, 'id' | 'ticket_id' | 'turn'>;

const refOf = (approval: Named) => ({
  ticketId: approval.ticket_id,
  turn: approval.turn,
  approvalId: approval.id,
});

/** Tells the supervisor what was decided, and the turn after it. A text that a person changed travels as an edit, whoever approved it last. */
export function reportDecided(tx: WorkTransaction, approval: ApprovalRow, turn: number): void {
  const { decision, decision_id, decided_by } = approval;
  if (decision === null || decision_id === null || decided_by === null) {
    throw new TerminalError('APPROVAL_NOT_DECIDED', 'there is no decision to report', { approvalId: approval.id });
  }
  const edited = approval.reply !== null && (decision === 'edit' || decision === 'approve');
  const draft = RecordApproval.draft(approval.ticket_id, {
    outcome: 'decided',
    ...refOf(approval),
    turn,
    decisionId: decision_id,
    decision: edited ? 'edit' : decision,
    actor: decided_by,
    contentHash: contentHashOf(approval.draft, approval.policy_version),
    ...(edited ? { reply: approval.reply ?? undefined, editDistance: approval.edit_distance ?? undefined } : {}),
    ...(approval.guidance === null ? {} : { guidance: approval.guidance }),
  });
  tx.send(draft);
}

export function reportExpired(tx: WorkTransaction, approval: Named): void {
  tx.send(RecordApproval.draft(approval.ticket_id, { outcome: 'expired', ...refOf(approval) }));
}

export function reportSuperseded(tx: WorkTransaction, approval: Named, cause: SupersedeCause): void {
  tx.send(RecordApproval.draft(approval.ticket_id, { outcome: 'superseded', ...refOf(approval), cause }));
}
