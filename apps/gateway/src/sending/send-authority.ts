import type { DataOf, SendReply } from '@mesh/contracts';
import { TerminalError, contentHashOf } from '@mesh/kernel';
import { type ApprovalRow, shownDraft } from '../approvals/approval-row';

type Reply = Pick<DataOf<typeof SendReply>, 'decisionId' | 'approvalId' | 'draft' | 'contentHash' | 'policyVersion'>;
type Authority = Pick<ApprovalRow, 'status' | 'decision' | 'decision_id' | 'draft' | 'reply'>;

/**
 * The text must be what its hash says and, where a person decided, exactly what that person saw or wrote.
 * @throws TerminalError: the reply is not sent and the ticket goes to a person
 */
export function mustHaveAuthority(reply: Reply, approval: Authority | undefined): void {
  if (contentHashOf(reply.draft, reply.policyVersion) !== reply.contentHash) {
    throw new TerminalError('CONTENT_HASH_MISMATCH', 'the reply is not what its hash says');
  }
  if (reply.approvalId === undefined) return;
  const sends = approval?.decision === 'approve' || approval?.decision === 'edit';
  if (!approval || approval.status !== 'decided' || !sends || approval.decision_id !== reply.decisionId) {
    throw new TerminalError('APPROVAL_MISSING', 'there is no such decision of a person');
  }
  if (shownDraft(approval).body !== reply.draft.body) {
    throw new TerminalError('APPROVAL_TEXT_MISMATCH', 'the reply is not the text that was approved');
  }
}
