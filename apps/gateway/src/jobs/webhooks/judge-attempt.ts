import { codeOf } from '@mesh/kernel';
import { nextAttemptAt } from '../delivery/next-attempt';
import type { WebhookAnswer } from './webhook-sender.port';

const GONE = 410;
/** So long without a single success, and a webhook is given up. */
const PATIENCE_MS = 5 * 86_400_000;

/** What became of an attempt: an answer, or the fault that stood in its place. */
export type Attempted = { readonly answer: WebhookAnswer } | { readonly fault: unknown };

export interface Attempt {
  readonly deliveryId: string;
  readonly attempts: number;
  readonly at: Date;
}

export type DisabledReason = 'gone' | 'failing';

export interface Verdict {
  readonly state: 'delivered' | 'pending' | 'failed';
  /** With `pending` only. */
  readonly nextAttemptAt?: Date | undefined;
  readonly errorCode: string | null;
  readonly disabledReason?: DisabledReason | undefined;
}

export const hasArrived = (attempted: Attempted): boolean =>
  'answer' in attempted && attempted.answer.status >= 200 && attempted.answer.status < 300;

/** @param failingSince the first failure since the last success, this one included */
export function judgeAttempt(attempt: Attempt, attempted: Attempted, failingSince: Date): Verdict {
  if (hasArrived(attempted)) return { state: 'delivered', errorCode: null };
  const errorCode = 'fault' in attempted ? codeOf(attempted.fault) : 'WEBHOOK_REFUSED';
  const disabledReason = disabledReasonOf(attempt.at, attempted, failingSince);
  if (disabledReason) return { state: 'failed', errorCode, disabledReason };
  const retryAfter = 'answer' in attempted ? attempted.answer.retryAfter : undefined;
  const next = nextAttemptAt({ ...attempt, retryAfter });
  return next ? { state: 'pending', nextAttemptAt: next, errorCode } : { state: 'failed', errorCode };
}

function disabledReasonOf(at: Date, attempted: Attempted, failingSince: Date): DisabledReason | undefined {
  if ('answer' in attempted && attempted.answer.status === GONE) return 'gone';
  return at.getTime() - failingSince.getTime() >= PATIENCE_MS ? 'failing' : undefined;
}
