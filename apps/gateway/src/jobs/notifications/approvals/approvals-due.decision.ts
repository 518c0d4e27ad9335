import type { NotificationDraft } from '../notification';

export interface OpenApproval {
  readonly id: string;
  readonly ticketId: string;
  readonly queue: string;
  readonly risk: string;
  /** When the queue promised an answer. */
  readonly respondBy: Date;
}

/** Which open approvals people should hear of: those that are nearly due, and those that are over. */
export function approvalsDue(open: readonly OpenApproval[], now: Date, leadMs: number): NotificationDraft[] {
  return open
    .filter(({ respondBy }) => respondBy.getTime() - now.getTime() <= leadMs)
    .map(({ id, ticketId, queue, risk, respondBy }) => ({
      kind: respondBy > now ? 'approval_due_soon' : 'approval_overdue',
      subject: id,
      stage: respondBy.toISOString(),
      facts: { approvalId: id, ticketId, queue, risk, respondBy: respondBy.toISOString() },
    }));
}
