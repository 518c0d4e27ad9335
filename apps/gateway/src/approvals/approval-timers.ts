import { ExpireApproval, ReleaseDecision } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';
import type { ApprovalRow } from './approval-row';

type Timed = Pick<ApprovalRow, 'id' | 'ticket_id' | 'decisions'>;

/** A timer that rang cannot be moved, so each period of being open has its own. */
const expiryIdOf = (approval: Timed): string => derivedId('expire-approval', approval.id, approval.decisions);
const releaseIdOf = (decisionId: string): string => derivedId('release-decision', decisionId);

export function setExpiry(tx: WorkTransaction, approval: Timed, afterMs: number): void {
  const draft = ExpireApproval.draft(approval.ticket_id, { ticketId: approval.ticket_id, approvalId: approval.id });
  tx.setTimer(draft, { id: expiryIdOf(approval), afterMs });
}

export const cancelExpiry = (tx: WorkTransaction, approval: Timed): void => tx.cancelTimer(expiryIdOf(approval));

export function setRelease(tx: WorkTransaction, approval: Timed, decisionId: string, afterMs: number): void {
  const ticketId = approval.ticket_id;
  const draft = ReleaseDecision.draft(ticketId, { ticketId, approvalId: approval.id, decisionId });
  tx.setTimer(draft, { id: releaseIdOf(decisionId), afterMs });
}

export const cancelRelease = (tx: WorkTransaction, decisionId: string): void => tx.cancelTimer(releaseIdOf(decisionId));
