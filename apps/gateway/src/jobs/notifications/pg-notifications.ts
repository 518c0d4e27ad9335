import { derivedId } from '@mesh/kernel';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../../tickets/tenant-sql';
import type { ChannelName, Notification, NotificationDraft, NotificationFacts, NotificationKind } from './notification';

const RECORD = `
  INSERT INTO gateway.notifications (tenant_id, id, kind, subject, stage, channel, facts)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

/** Takes down what is to be told, once per channel; what was taken down before stays as it is. */
export async function recordNotifications(
  { tenantId, sql }: TenantSql,
  drafts: readonly NotificationDraft[],
  channels: readonly ChannelName[],
): Promise<void> {
  for (const { kind, subject, stage, facts } of drafts) {
    for (const channel of channels) {
      const id = derivedId('notification', tenantId, kind, subject, stage, channel);
      await sql.run(RECORD, [tenantId, id, kind, subject, stage, channel, JSON.stringify(facts)]);
    }
  }
}

const GIVE_UP = `
  UPDATE gateway.notifications SET state = 'failed', error_code = coalesce(error_code, 'NOTIFICATION_TOO_LATE'),
    ended_at = now()
  WHERE tenant_id = $1 AND state = 'open' AND created_at < now() - interval '1 day'`;
const LOSE = `
  UPDATE gateway.notifications SET state = 'unknown', ended_at = now(), lease_until = NULL
  WHERE tenant_id = $1 AND state = 'sending' AND lease_until < now() AND NOT (channel = ANY($2::text[]))`;
const UNSENT = `
  SELECT id FROM gateway.notifications
  WHERE tenant_id = $1 AND (state = 'open' OR (state = 'sending' AND lease_until < now()))
  ORDER BY created_at, id LIMIT 500`;

/**
 * What still has to be sent. News older than a day are given up; an attempt that vanished is repeated only on a channel
 * that tells repetitions.
 */
export async function unsentNotifications(
  { tenantId, sql }: TenantSql,
  repeatable: readonly ChannelName[],
): Promise<string[]> {
  await sql.run(GIVE_UP, [tenantId]);
  await sql.run(LOSE, [tenantId, repeatable]);
  return (await sql.rows<{ id: string }>(UNSENT, [tenantId])).map(({ id }) => id);
}

interface ClaimedRow {
  readonly kind: NotificationKind;
  readonly subject: string;
  readonly stage: string;
  readonly channel: ChannelName;
  readonly facts: NotificationFacts;
  readonly attempts: number;
  readonly created_at: Date;
}

const CLAIM = `
  UPDATE gateway.notifications SET state = 'sending', attempts = attempts + 1,
    lease_until = now() + $4 * interval '1 millisecond'
  WHERE tenant_id = $1 AND id = $2
    AND (state = 'open' OR (state = 'sending' AND lease_until < now() AND channel = ANY($3::text[])))
  RETURNING kind, subject, stage, channel, facts, attempts, created_at`;

/** Takes a notification for sending; undefined when somebody else has it or it has ended. */
export async function claimNotification(
  { tenantId, sql }: TenantSql,
  id: string,
  repeatable: readonly ChannelName[],
  leaseMs: number,
): Promise<Notification | undefined> {
  const row = await firstRow<ClaimedRow>(sql, CLAIM, [tenantId, id, repeatable, leaseMs]);
  if (!row) return undefined;
  const { created_at: createdAt, ...rest } = row;
  return { id, tenantId, createdAt, ...rest };
}

const SETTLE = `
  UPDATE gateway.notifications SET state = $4, error_code = $5, lease_until = NULL,
    ended_at = CASE WHEN $4 = 'open' THEN NULL ELSE now() END
  WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND attempts = $3`;

export type NotificationEnd = 'sent' | 'open' | 'unknown' | 'failed';

/** Notes how an attempt ended, if it is still the last one. `open`: another one follows. */
export async function settleNotification(
  { tenantId, sql }: TenantSql,
  { id, attempts }: Notification,
  end: NotificationEnd,
  errorCode: string | null = null,
): Promise<void> {
  await sql.run(SETTLE, [tenantId, id, attempts, end, errorCode]);
}
