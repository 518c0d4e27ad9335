import type { Sql } from '@mesh/persistence';
import type { DeliveryWay } from '../../channels/pg-channels';
import type { TenantSql } from '../../tickets/tenant-sql';
import type { DueLane } from '../delivery/choose-lanes';

const IS_DUE = `ended_at IS NULL AND next_attempt_at <= $now AND (lease_until IS NULL OR lease_until <= $now)`;

/** From channel to channel along the index: costs a step for each that waits, not for each reply. */
const DUE = `
  WITH RECURSIVE waiting AS (
    (SELECT tenant_id, channel FROM gateway.reply_deliveries WHERE ended_at IS NULL
     ORDER BY tenant_id, channel LIMIT 1)
    UNION ALL
    SELECT next.tenant_id, next.channel FROM waiting CROSS JOIN LATERAL (
      SELECT tenant_id, channel FROM gateway.reply_deliveries
      WHERE ended_at IS NULL AND (tenant_id, channel) > (waiting.tenant_id, waiting.channel)
      ORDER BY tenant_id, channel LIMIT 1) next)
  SELECT waiting.tenant_id AS "tenantId", waiting.channel AS name, due.since
  FROM waiting CROSS JOIN LATERAL (
    SELECT greatest(next_attempt_at, created_at) AS since FROM gateway.reply_deliveries
    WHERE tenant_id = waiting.tenant_id AND channel = waiting.channel AND ${IS_DUE.replaceAll('$now', '$1')}
    ORDER BY next_attempt_at, position LIMIT 1) due`;

/** The channels, of all tenants, that a reply is due in and nobody is sending it. */
export const dueChannels = (sql: Sql, now: Date): Promise<DueLane[]> => sql.rows(DUE, [now]);

/** A reply in hand. */
export interface ClaimedReply {
  readonly messageId: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly decisionId: string;
  readonly via: Exclude<DeliveryWay, 'none'>;
  /** How often it was tried, this time included. */
  readonly attempts: number;
  /** An attempt that must not be repeated has vanished: nobody knows how it ended. */
  readonly isLost: boolean;
}

export interface ClaimTerms {
  readonly now: Date;
  readonly leaseMs: number;
  readonly limit: number;
}

/** Whoever sends a mail says so first: an attempt that vanishes afterwards is not made again. */
const CLAIM = `
  UPDATE gateway.reply_deliveries AS claimed SET lease_until = $4,
    attempts = claimed.attempts + CASE WHEN due.state = 'sending' THEN 0 ELSE 1 END,
    state = CASE WHEN claimed.via = 'smtp' THEN 'sending' ELSE 'pending' END
  FROM (
    SELECT message_id, state FROM gateway.reply_deliveries
    WHERE tenant_id = $1 AND channel = $2 AND ${IS_DUE.replaceAll('$now', '$3')}
    ORDER BY next_attempt_at, position LIMIT $5 FOR UPDATE SKIP LOCKED) AS due
  WHERE claimed.tenant_id = $1 AND claimed.message_id = due.message_id
  RETURNING claimed.message_id AS "messageId", ticket_id AS "ticketId", turn, decision_id AS "decisionId", via, attempts,
    due.state = 'sending' AS "isLost"`;

export const claimReplies = (
  { tenantId, sql }: TenantSql,
  channel: string,
  { now, leaseMs, limit }: ClaimTerms,
): Promise<ClaimedReply[]> => sql.rows(CLAIM, [tenantId, channel, now, new Date(now.getTime() + leaseMs), limit]);

export interface ReplyVerdict {
  readonly state: 'delivered' | 'pending' | 'failed' | 'unknown';
  /** With `pending` only. */
  readonly nextAttemptAt?: Date | undefined;
  readonly errorCode: string | null;
}

const SETTLE = `
  UPDATE gateway.reply_deliveries SET state = $4, next_attempt_at = coalesce($5, next_attempt_at), error_code = $6,
    lease_until = NULL, ended_at = CASE WHEN $4 = 'pending' THEN NULL ELSE $7::timestamptz END
  WHERE tenant_id = $1 AND message_id = $2 AND attempts = $3 AND ended_at IS NULL`;

/** Notes how an attempt ended. False when it is not the last one any more. */
export const settleReply = async (
  { tenantId, sql }: TenantSql,
  { messageId, attempts }: ClaimedReply,
  { state, nextAttemptAt, errorCode }: ReplyVerdict,
  at: Date,
): Promise<boolean> =>
  (await sql.run(SETTLE, [tenantId, messageId, attempts, state, nextAttemptAt ?? null, errorCode, at])) === 1;
