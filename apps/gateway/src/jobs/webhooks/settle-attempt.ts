import { appendAudit } from '../../audit/audit-log';
import type { TenantSql } from '../../tickets/tenant-sql';
import { type Attempted, type DisabledReason, type Verdict, hasArrived, judgeAttempt } from './judge-attempt';
import { disableWebhook, noteFailure, noteSuccess, settleDelivery } from './pg-settle-delivery';

export interface MadeAttempt {
  readonly webhook: { readonly id: string; readonly url: string };
  readonly delivery: { readonly id: string; readonly attempts: number };
  readonly attempted: Attempted;
  readonly at: Date;
}

/** Notes what became of an attempt, for the delivery and for its webhook. */
export async function settleAttempt(
  tx: TenantSql,
  { webhook, delivery, attempted, at }: MadeAttempt,
): Promise<Verdict> {
  const failingSince = await failingSinceOf(tx, webhook.id, attempted, at);
  const { id, attempts } = delivery;
  const verdict = judgeAttempt({ deliveryId: id, attempts, at }, attempted, failingSince);
  const answer = 'answer' in attempted ? attempted.answer : undefined;
  await settleDelivery(tx, { id, attempts, at, verdict, answer });
  if (verdict.disabledReason) await disable(tx, webhook, verdict.disabledReason);
  return verdict;
}

async function failingSinceOf(tx: TenantSql, webhookId: string, attempted: Attempted, at: Date): Promise<Date> {
  if (!hasArrived(attempted)) return noteFailure(tx, webhookId, at);
  await noteSuccess(tx, webhookId);
  return at;
}

async function disable(tx: TenantSql, webhook: MadeAttempt['webhook'], reason: DisabledReason): Promise<void> {
  if (!(await disableWebhook(tx, webhook, reason))) return;
  await appendAudit(tx, {
    actor: { kind: 'system', id: 'webhooks' },
    action: 'webhook.disabled',
    subject: webhook.id,
    details: { reason },
    correlationId: webhook.id,
  });
}
