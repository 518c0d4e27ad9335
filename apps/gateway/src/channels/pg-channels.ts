import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

export type DeliveryWay = 'none' | 'webhook' | 'smtp';

/** How the replies of a channel go out. */
export interface ChannelRow {
  readonly channel: string;
  readonly via: DeliveryWay;
  readonly url: string | null;
  readonly sealedSecret: string | null;
  readonly mailFrom: string | null;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

const COLUMNS = `channel, via, url, sealed_secret AS "sealedSecret", mail_from AS "mailFrom",
  updated_at AS "updatedAt", updated_by AS "updatedBy"`;

const FIND = `SELECT ${COLUMNS} FROM gateway.channels WHERE tenant_id = $1 AND channel = $2`;
/** Undefined where nothing was said about the channel. */
export const findChannel = ({ tenantId, sql }: TenantSql, channel: string): Promise<ChannelRow | undefined> =>
  firstRow<ChannelRow>(sql, FIND, [tenantId, channel]);

/** A secret is kept as long as the channel goes by webhook. */
const PUT = `
  INSERT INTO gateway.channels (tenant_id, channel, via, url, sealed_secret, mail_from, updated_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (tenant_id, channel) DO UPDATE SET via = excluded.via, url = excluded.url, mail_from = excluded.mail_from,
    sealed_secret = CASE WHEN channels.via = 'webhook' AND excluded.via = 'webhook' THEN channels.sealed_secret
      ELSE excluded.sealed_secret END,
    updated_by = excluded.updated_by, updated_at = now()
  RETURNING ${COLUMNS}`;

export async function putChannel(
  { tenantId, sql }: TenantSql,
  { channel, via, url, sealedSecret, mailFrom, updatedBy }: Omit<ChannelRow, 'updatedAt'>,
): Promise<ChannelRow> {
  const values = [tenantId, channel, via, url, sealedSecret, mailFrom, updatedBy];
  const row = await firstRow<ChannelRow>(sql, PUT, values);
  if (!row) throw new TypeError('an upsert returns its row');
  return row;
}
