import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

export const MOST_WEBHOOKS = 20;
/** So long the secret before signs too. */
const EXCHANGE_MS = 86_400_000;

/** A webhook as its tenant's admin sees it. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly events: string[];
  readonly description: string | null;
  readonly enabled: boolean;
  readonly disabledReason: 'gone' | 'failing' | null;
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
}

export interface WantedWebhook {
  readonly url: string;
  readonly events: readonly string[];
  readonly description?: string | undefined;
}

const COLUMNS = `id, url, events, description, enabled, disabled_reason AS "disabledReason",
  failing_since AS "failingSince", created_at AS "createdAt", created_by AS "createdBy", updated_at AS "updatedAt"`;

/** One after the other, or two at once could pass the bound together. */
const ENTER = `SELECT pg_advisory_xact_lock(hashtextextended('webhooks:' || $1, 0))`;
const ADD = `
  INSERT INTO gateway.webhooks (tenant_id, id, url, events, description, sealed_secret, created_by)
  SELECT $1, $2, $3, $4, $5, $6, $7
  WHERE (SELECT count(*) FROM gateway.webhooks WHERE tenant_id = $1) < ${MOST_WEBHOOKS}
  RETURNING ${COLUMNS}`;

/** Undefined when the tenant has as many as it may. */
export async function addWebhook(
  { tenantId, sql }: TenantSql,
  { url, events, description }: WantedWebhook,
  made: { readonly id: string; readonly sealedSecret: string; readonly by: string },
): Promise<WebhookRow | undefined> {
  await sql.rows(ENTER, [tenantId]);
  const values = [tenantId, made.id, url, events, description ?? null, made.sealedSecret, made.by];
  return firstRow<WebhookRow>(sql, ADD, values);
}

const FIND = `SELECT ${COLUMNS} FROM gateway.webhooks WHERE tenant_id = $1 AND id = $2`;
export const findWebhook = ({ tenantId, sql }: TenantSql, id: string): Promise<WebhookRow | undefined> =>
  firstRow<WebhookRow>(sql, FIND, [tenantId, id]);

/** Ids begin with the time, so the newest come first. */
const LIST = `
  SELECT ${COLUMNS} FROM gateway.webhooks WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2)
  ORDER BY id DESC LIMIT $3`;
export const listWebhooks = (
  { tenantId, sql }: TenantSql,
  behind: string | undefined,
  limit: number,
): Promise<WebhookRow[]> => sql.rows(LIST, [tenantId, behind ?? null, limit]);

/** Whoever enables it, or names another address, gives it a new chance. */
const CHANGE = `
  UPDATE gateway.webhooks SET url = $3, events = $4, description = $5, enabled = $6, updated_at = now(),
    disabled_reason = CASE WHEN $6 THEN NULL ELSE disabled_reason END,
    failing_since = CASE WHEN url <> $3 OR ($6 AND NOT enabled) THEN NULL ELSE failing_since END
  WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`;
export const changeWebhook = (
  { tenantId, sql }: TenantSql,
  id: string,
  { url, events, description, enabled }: WantedWebhook & { readonly enabled: boolean },
): Promise<WebhookRow | undefined> =>
  firstRow<WebhookRow>(sql, CHANGE, [tenantId, id, url, events, description ?? null, enabled]);

const ROTATE = `
  UPDATE gateway.webhooks SET previous_secret = sealed_secret, previous_until = $4, sealed_secret = $3,
    updated_at = now()
  WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`;
export const exchangeSecret = (
  { tenantId, sql }: TenantSql,
  id: string,
  sealedSecret: string,
  now: Date,
): Promise<WebhookRow | undefined> =>
  firstRow<WebhookRow>(sql, ROTATE, [tenantId, id, sealedSecret, new Date(now.getTime() + EXCHANGE_MS)]);

const REMOVE = `DELETE FROM gateway.webhooks WHERE tenant_id = $1 AND id = $2`;
/** With its deliveries. False when the tenant has no such webhook. */
export const removeWebhook = async ({ tenantId, sql }: TenantSql, id: string): Promise<boolean> =>
  (await sql.run(REMOVE, [tenantId, id])) === 1;
