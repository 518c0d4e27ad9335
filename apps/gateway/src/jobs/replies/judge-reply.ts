import { codeOf, isRetryable } from '@mesh/kernel';
import { nextAttemptAt } from '../delivery/next-attempt';
import type { WebhookAnswer } from '../webhooks/webhook-sender.port';
import type { ClaimedReply, ReplyVerdict } from './pg-due-replies';

const GONE = 410;

/** What became of an attempt. */
export type ReplyAttempt =
  | { readonly kind: 'mailed' }
  | { readonly kind: 'answered'; readonly answer: Pick<WebhookAnswer, 'status' | 'retryAfter'> }
  | { readonly kind: 'fault'; readonly fault: unknown };

export function judgeReply({ messageId, attempts }: ClaimedReply, attempt: ReplyAttempt, at: Date): ReplyVerdict {
  if (attempt.kind === 'mailed') return { state: 'delivered', errorCode: null };
  const failed = { deliveryId: messageId, attempts, at };
  if (attempt.kind === 'answered') {
    const { status, retryAfter } = attempt.answer;
    if (status >= 200 && status < 300) return { state: 'delivered', errorCode: null };
    return status === GONE
      ? { state: 'failed', errorCode: 'WEBHOOK_GONE' }
      : againOrFailed({ ...failed, retryAfter }, 'WEBHOOK_REFUSED');
  }
  const errorCode = codeOf(attempt.fault);
  if (errorCode === 'MAIL_END_UNKNOWN') return { state: 'unknown', errorCode };
  return isRetryable(attempt.fault) ? againOrFailed(failed, errorCode) : { state: 'failed', errorCode };
}

function againOrFailed(failed: Parameters<typeof nextAttemptAt>[0], errorCode: string): ReplyVerdict {
  const next = nextAttemptAt(failed);
  return next ? { state: 'pending', nextAttemptAt: next, errorCode } : { state: 'failed', errorCode };
}
