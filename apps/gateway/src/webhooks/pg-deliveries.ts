import { newId } from '@mesh/kernel';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import { TRIAL_EVENT } from './webhook-events';
import type { DELIVERY_STATES } from './webhooks.requests';

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A delivery as its tenant's admin sees it. */
export interface DeliveryRow {
  readonly id: string;
  readonly event: string;
  readonly eventId: string;
  readonly ticketId: string | null;
  readonly sequence: number | null;
  readonly status: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly lastAttemptAt: Date | null;
  readonly responseStatus: number | null;
  readonly responseExcerpt: string | null;
  readonly errorCode: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const COLUMNS = `id, event, event_id AS "eventId", ticket_id AS "ticketId", sequence, state AS status, attempts,
  CASE WHEN state = 'pending' THEN nullif(next_attempt_at, '-infinity') END AS "nextAttemptAt",
  last_attempt_at AS "lastAttemptAt", response_status AS "responseStatus", response_excerpt AS "responseExcerpt",
  error_code AS "errorCode", created_at AS "createdAt", ended_at AS "endedAt"`;

const ORDER_TRIAL = `
  INSERT INTO gateway.webhook_deliveries (tenant_id, id, webhook_id, event_id, event)
  SELECT $1, $3, id, $4, '${TRIAL_EVENT}' FROM gateway.webhooks WHERE tenant_id = $1 AND id = $2 AND enabled
  RETURNING ${COLUMNS}`;

/** A delivery without a fact. Undefined when the webhook is not enabled. */
export const orderTrial = ({ tenantId, sql }: TenantSql, webhookId: string): Promise<DeliveryRow | undefined> =>
  firstRow<DeliveryRow>(sql, ORDER_TRIAL, [tenantId, webhookId, newId(), newId()]);

const ORDER_AGAIN = `
  UPDATE gateway.webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = $4, ended_at = NULL,
    error_code = NULL
  WHERE tenant_id = $1 AND webhook_id = $2 AND id = $3 AND state <> 'pending'
  RETURNING ${COLUMNS}`;

/** With the same id and all attempts. Undefined while attempts are still to come. */
export const orderAgain = (
  { tenantId, sql }: TenantSql,
  webhookId: string,
  id: string,
  now: Date,
): Promise<DeliveryRow | undefined> => firstRow<DeliveryRow>(sql, ORDER_AGAIN, [tenantId, webhookId, id, now]);

const FIND = `
  SELECT ${COLUMNS} FROM gateway.webhook_deliveries WHERE tenant_id = $1 AND webhook_id = $2 AND id = $3`;
export const findDelivery = (
  { tenantId, sql }: TenantSql,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | undefined> => firstRow<DeliveryRow>(sql, FIND, [tenantId, webhookId, id]);

export interface DeliveryPage {
  readonly status?: DeliveryState | undefined;
  /** Position of the delivery that the page goes on behind. */
  readonly behind?: string | undefined;
  readonly limit: number;
}

const LIST = `
  SELECT ${COLUMNS}, position FROM gateway.webhook_deliveries
  WHERE tenant_id = $1 AND webhook_id = $2 AND ($3::text IS NULL OR state = $3)
    AND ($4::bigint IS NULL OR position < $4)
  ORDER BY position DESC LIMIT $5`;

/** The newest first. */
export const listDeliveries = (
  { tenantId, sql }: TenantSql,
  webhookId: string,
  { status, behind, limit }: DeliveryPage,
): Promise<(DeliveryRow & { readonly position: string })[]> =>
  sql.rows(LIST, [tenantId, webhookId, status ?? null, behind ?? null, limit]);
