import type { Policy } from '@mesh/contracts';

const DAY_MS = 86_400_000;
const answered = { autonomy: 'auto', requiresApproval: false } as const;
const approved = { autonomy: 'auto', requiresApproval: true } as const;

/**
 * What ships, as version 0. Known questions are answered; whatever moves money, an account or a contract waits for a
 * person. The floor is 0 because the evidence, not the label, is what makes an answer safe: an `unknown` question with
 * good evidence may be answered. Security matters (a hijacked account, a lost device) are answered only with approval.
 */
export const DEFAULT_POLICY: Policy = {
  version: 0,
  categories: {
    how_to: answered,
    problem: answered,
    billing: answered,
    other: answered,
    refund: approved,
    account_change: approved,
    cancellation: approved,
    complaint: approved,
    spam: answered,
  },
  fallback: answered,
  confidenceFloor: 0,
  handOverFlags: ['asks_for_person', 'unclear', 'legal_threat'],
  approvalFlags: ['security_sensitive'],
  maxRevisions: 2,
  approvalTtlMs: DAY_MS,
  fourEyes: false,
};
