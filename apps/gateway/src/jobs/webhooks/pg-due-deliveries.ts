import { type Sql, firstRow } from '@mesh/persistence';
import type { TenantSql } from '../../tickets/tenant-sql';
import type { DueLane } from '../delivery/choose-lanes';

const IS_DUE = `state = 'pending' AND next_attempt_at <= $now AND (lease_until IS NULL OR lease_until <= $now)`;

/** From webhook to webhook along the index: costs a step for each that waits, not for each delivery. */
const DUE = `
  WITH RECURSIVE webhook AS (
    (SELECT tenant_id, webhook_id FROM gateway.webhook_deliveries WHERE state = 'pending'
     ORDER BY tenant_id, webhook_id LIMIT 1)
    UNION ALL
    SELECT next.tenant_id, next.webhook_id FROM webhook CROSS JOIN LATERAL (
      SELECT tenant_id, webhook_id FROM gateway.webhook_deliveries
      WHERE state = 'pending' AND (tenant_id, webhook_id) > (webhook.tenant_id, webhook.webhook_id)
      ORDER BY tenant_id, webhook_id LIMIT 1) next)
  SELECT webhook.tenant_id AS "tenantId", webhook.webhook_id AS name, due.since
  FROM webhook CROSS JOIN LATERAL (
    SELECT greatest(next_attempt_at, created_at) AS since FROM gateway.webhook_deliveries
    WHERE tenant_id = webhook.tenant_id AND webhook_id = webhook.webhook_id AND ${IS_DUE.replaceAll('$now', '$1')}
    ORDER BY next_attempt_at, position LIMIT 1) due`;

/** The webhooks, of all tenants, that something is due to and nobody is sending it. */
export const dueWebhooks = (sql: Sql, now: Date): Promise<DueLane[]> => sql.rows(DUE, [now]);

/** Where to send to, and with what it is signed. */
export interface Target {
  readonly url: string;
  readonly enabled: boolean;
  readonly sealedSecret: string;
  readonly previousSecret: string | null;
}

const TARGET = `
  SELECT url, enabled, sealed_secret AS "sealedSecret",
    CASE WHEN previous_until > $3 THEN previous_secret END AS "previousSecret"
  FROM gateway.webhooks WHERE tenant_id = $1 AND id = $2`;

export const findTarget = ({ tenantId, sql }: TenantSql, webhookId: string, now: Date): Promise<Target | undefined> =>
  firstRow<Target>(sql, TARGET, [tenantId, webhookId, now]);

/** A delivery in hand. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly event: string;
  readonly ticketId: string | null;
  readonly sequence: number | null;
  readonly createdAt: Date;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

export interface ClaimTerms {
  readonly now: Date;
  readonly leaseMs: number;
  readonly limit: number;
}

const CLAIM = `
  UPDATE gateway.webhook_deliveries SET attempts = attempts + 1, lease_until = $4
  WHERE tenant_id = $1 AND id = ANY(ARRAY(
    SELECT id FROM gateway.webhook_deliveries
    WHERE tenant_id = $1 AND webhook_id = $2 AND ${IS_DUE.replaceAll('$now', '$3')}
    ORDER BY next_attempt_at, position LIMIT $5 FOR UPDATE SKIP LOCKED))
  RETURNING id, event, ticket_id AS "ticketId", sequence, created_at AS "createdAt", attempts`;

/** Takes what is due to a webhook; an attempt that vanished is due again when its lease is over. */
export const claimDeliveries = (
  { tenantId, sql }: TenantSql,
  webhookId: string,
  { now, leaseMs, limit }: ClaimTerms,
): Promise<ClaimedDelivery[]> => sql.rows(CLAIM, [tenantId, webhookId, now, new Date(now.getTime() + leaseMs), limit]);

const GIVE_UP = `
  UPDATE gateway.webhook_deliveries SET state = 'failed', error_code = 'WEBHOOK_DISABLED', ended_at = $3
  WHERE tenant_id = $1 AND webhook_id = $2 AND ${IS_DUE.replaceAll('$now', '$3')}`;

/** Ends what is due to a webhook that is disabled. */
export const giveUpDue = ({ tenantId, sql }: TenantSql, webhookId: string, now: Date): Promise<number> =>
  sql.run(GIVE_UP, [tenantId, webhookId, now]);
