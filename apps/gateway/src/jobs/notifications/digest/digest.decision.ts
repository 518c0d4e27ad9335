import type { analyticsSummary } from '../../../analytics/analytics-summary';
import type { NotificationDraft } from '../notification';

export type Summary = Awaited<ReturnType<typeof analyticsSummary>>;

const DAY_MS = 86_400_000;

/** The day (UTC) of which people should hear now: yesterday, once the hour of the digest has come. */
export function dayToTell(now: Date, hour: number): { readonly from: Date; readonly to: Date } | undefined {
  if (now.getUTCHours() < hour) return undefined;
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  return { from: new Date(to.getTime() - DAY_MS), to };
}

/** The figures of a day, as one notification. */
export function digestOf({ from, volumes, outcomes, cost, approvals, feedback }: Summary): NotificationDraft {
  const day = from.slice(0, 10);
  const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, one) => sum + one, 0);
  const facts = {
    day,
    created: volumes.created,
    resolved: volumes.resolved,
    closed: volumes.closed,
    withPerson: volumes.withPerson,
    handedOver: total(outcomes.handedOver),
    replies: total(outcomes.replies),
    approvalsRequested: approvals.requested,
    approvalsPending: approvals.pending,
    feedbackGiven: feedback.given,
    feedbackSolved: feedback.solved,
    costMicros: cost.micros,
  };
  return { kind: 'daily_digest', subject: day, stage: 'day', facts };
}
