import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../../tickets/tenant-sql';
import type { DisabledReason, Verdict } from './judge-attempt';
import type { WebhookAnswer } from './webhook-sender.port';

const SETTLE = `
  UPDATE gateway.webhook_deliveries SET state = $4, next_attempt_at = coalesce($5, next_attempt_at), error_code = $6,
    response_status = $7, response_excerpt = $8, last_attempt_at = $9, lease_until = NULL,
    ended_at = CASE WHEN $4 = 'pending' THEN NULL ELSE $9::timestamptz END
  WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND state = 'pending'`;

export interface SettledAttempt {
  readonly id: string;
  readonly attempts: number;
  readonly at: Date;
  readonly verdict: Verdict;
  readonly answer?: Pick<WebhookAnswer, 'status' | 'excerpt'> | undefined;
}

/** Notes how an attempt ended, if it is still the last one. */
export async function settleDelivery(
  { tenantId, sql }: TenantSql,
  { id, attempts, at, verdict, answer }: SettledAttempt,
): Promise<void> {
  const { state, nextAttemptAt, errorCode } = verdict;
  const said = [answer?.status ?? null, answer?.excerpt ?? null];
  await sql.run(SETTLE, [tenantId, id, attempts, state, nextAttemptAt ?? null, errorCode, ...said, at]);
}

const WORKS = `
  UPDATE gateway.webhooks SET failing_since = NULL
  WHERE tenant_id = $1 AND id = $2 AND failing_since IS NOT NULL`;
export const noteSuccess = ({ tenantId, sql }: TenantSql, webhookId: string): Promise<number> =>
  sql.run(WORKS, [tenantId, webhookId]);

/** The row is written once per series of failures, not once per failure. */
const FAILS = `
  WITH noted AS (
    UPDATE gateway.webhooks SET failing_since = $3 WHERE tenant_id = $1 AND id = $2 AND failing_since IS NULL
    RETURNING failing_since)
  SELECT coalesce((SELECT failing_since FROM noted), failing_since) AS since
  FROM gateway.webhooks WHERE tenant_id = $1 AND id = $2`;
/** The first failure since the last success. */
export async function noteFailure({ tenantId, sql }: TenantSql, webhookId: string, at: Date): Promise<Date> {
  return (await firstRow<{ since: Date | null }>(sql, FAILS, [tenantId, webhookId, at]))?.since ?? at;
}

/** Not one whose address was changed since: what the old one said does not concern the new one. */
const DISABLE = `
  UPDATE gateway.webhooks SET enabled = false, disabled_reason = $4, updated_at = now()
  WHERE tenant_id = $1 AND id = $2 AND url = $3 AND enabled`;
/** False when there was nothing to disable. */
export const disableWebhook = async (
  { tenantId, sql }: TenantSql,
  webhook: { readonly id: string; readonly url: string },
  reason: DisabledReason,
): Promise<boolean> => (await sql.run(DISABLE, [tenantId, webhook.id, webhook.url, reason])) === 1;
