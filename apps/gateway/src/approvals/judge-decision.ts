import type { ApprovalRow, Decision } from './approval-row';

export interface DecisionRequest {
  readonly decision: Decision;
  readonly contentHash: string;
  readonly sendAfterMs: number;
}

type Judged = Pick<ApprovalRow, 'status' | 'content_hash' | 'turn' | 'four_eyes' | 'edited_by'>;

/** What a decision leads to; `shown_again` is an edit that a second person must approve. */
export type Judgement =
  | { readonly outcome: 'decided' | 'held' | 'shown_again' }
  | { readonly outcome: 'refused'; readonly code: string; readonly detail: string };

const refused = (code: string, detail: string): Judgement => ({ outcome: 'refused', code, detail });

/** Whether this person may decide this now, and on exactly what was shown. */
export function judgeDecision(
  approval: Judged,
  currentTurn: number,
  request: DecisionRequest,
  actorId: string,
): Judgement {
  if (approval.status !== 'open') return refused(CODES[approval.status], `The approval is ${approval.status}.`);
  if (approval.turn !== currentTurn) return refused('APPROVAL_SUPERSEDED', 'The ticket has moved on.');
  if (approval.content_hash !== request.contentHash) {
    return refused('APPROVAL_CHANGED', 'What was shown is not what would be sent now.');
  }
  const sends = request.decision === 'approve' || request.decision === 'edit';
  if (approval.four_eyes && request.decision === 'edit') return { outcome: 'shown_again' };
  if (approval.four_eyes && sends && approval.edited_by === actorId) {
    return refused(FOUR_EYES, 'Somebody else must approve a text that you wrote.');
  }
  return { outcome: request.sendAfterMs > 0 && request.decision !== 'take_over' ? 'held' : 'decided' };
}

export const FOUR_EYES = 'APPROVAL_FOUR_EYES';

const CODES = {
  held: 'APPROVAL_HELD',
  decided: 'APPROVAL_DECIDED',
  expired: 'APPROVAL_EXPIRED',
  superseded: 'APPROVAL_SUPERSEDED',
} as const;
