import { type Sql, firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

export const MOST_CHANNELS = 20;

/** A channel as its tenant's admin sees it. */
export interface InboundChannelRow {
  readonly id: string;
  readonly name: string;
  readonly addresses: string[];
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** A channel as the door needs it, of whatever tenant. */
export interface KnownChannel {
  readonly id: string;
  readonly tenantId: string;
  readonly addresses: readonly string[];
  readonly sealedSecret: string;
}

export interface WantedChannel {
  readonly name: string;
  readonly addresses: readonly string[];
}

const COLUMNS = 'id, name, addresses, created_at AS "createdAt", created_by AS "createdBy"';

/** One after the other, or two at once could pass the bound together. */
const ENTER = `SELECT pg_advisory_xact_lock(hashtextextended('inbound channels:' || $1, 0))`;
const ADD = `
  INSERT INTO gateway.inbound_channels (tenant_id, id, name, addresses, sealed_secret, created_by)
  SELECT $1, $2, $3, $4, $5, $6
  WHERE (SELECT count(*) FROM gateway.inbound_channels WHERE tenant_id = $1) < ${MOST_CHANNELS}
  RETURNING ${COLUMNS}`;

/** Undefined when the tenant has as many as it may. */
export async function addChannel(
  { tenantId, sql }: TenantSql,
  { name, addresses }: WantedChannel,
  made: { readonly id: string; readonly sealedSecret: string; readonly by: string },
): Promise<InboundChannelRow | undefined> {
  await sql.rows(ENTER, [tenantId]);
  return firstRow<InboundChannelRow>(sql, ADD, [tenantId, made.id, name, addresses, made.sealedSecret, made.by]);
}

const LIST = `SELECT ${COLUMNS} FROM gateway.inbound_channels WHERE tenant_id = $1 ORDER BY id DESC`;
export const listChannels = ({ tenantId, sql }: TenantSql): Promise<InboundChannelRow[]> => sql.rows(LIST, [tenantId]);

const REMOVE = `DELETE FROM gateway.inbound_channels WHERE tenant_id = $1 AND id = $2`;
/** False when the tenant has no such channel. */
export const removeChannel = async ({ tenantId, sql }: TenantSql, id: string): Promise<boolean> =>
  (await sql.run(REMOVE, [tenantId, id])) === 1;

const KNOWN = `
  SELECT id, tenant_id AS "tenantId", addresses, sealed_secret AS "sealedSecret"
  FROM gateway.find_inbound_channel($1)`;
/** The channel with this id, of whatever tenant. The database gives out that one row at most. */
export const findKnownChannel = (sql: Sql, id: string): Promise<KnownChannel | undefined> =>
  firstRow<KnownChannel>(sql, KNOWN, [id]);
