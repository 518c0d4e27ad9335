import { firstRow } from '@mesh/persistence';
import type { MessageAuthor } from '../messages/message-store';
import type { TenantSql } from '../tickets/tenant-sql';
import type { SessionKey } from './session-id';

export interface SessionRow extends SessionKey {
  readonly tickets: number;
  /** Of them those that are neither resolved nor closed. */
  readonly openTickets: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const COLUMNS = `
  customer_id AS "customerId", channel, count(*)::int AS tickets,
  (count(*) FILTER (WHERE status NOT IN ('resolved', 'closed')))::int AS "openTickets",
  min(created_at) AS "firstAt", max(created_at) AS "lastAt"`;

const LIST = `
  SELECT ${COLUMNS} FROM gateway.tickets
  WHERE tenant_id = $1 AND ($2::text IS NULL OR customer_id = $2) AND ($3::text IS NULL OR channel = $3)
    AND ($4::text IS NULL OR (customer_id, channel) > ($4, $5))
  GROUP BY customer_id, channel ORDER BY customer_id, channel LIMIT $6`;

export interface SessionPage {
  readonly customer?: string | undefined;
  readonly channel?: string | undefined;
  readonly behind?: SessionKey | undefined;
  readonly limit: number;
}

/** By customer and channel. */
export const listSessions = (
  { tenantId, sql }: TenantSql,
  { customer, channel, behind, limit }: SessionPage,
): Promise<SessionRow[]> =>
  sql.rows(LIST, [
    tenantId,
    customer ?? null,
    channel ?? null,
    behind?.customerId ?? null,
    behind?.channel ?? null,
    limit,
  ]);

const FIND = `
  SELECT ${COLUMNS} FROM gateway.tickets WHERE tenant_id = $1 AND customer_id = $2 AND channel = $3
  GROUP BY customer_id, channel`;

export const findSession = (
  { tenantId, sql }: TenantSql,
  { customerId, channel }: SessionKey,
): Promise<SessionRow | undefined> => firstRow<SessionRow>(sql, FIND, [tenantId, customerId, channel]);

export interface SessionMessageRow {
  readonly id: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly author: Exclude<MessageAuthor, 'note'>;
  readonly body: string;
  readonly createdAt: Date;
  readonly position: string;
}

/** What was said to each other: notes are for those who write them. */
const MESSAGES = `
  SELECT said.id, said.ticket_id AS "ticketId", said.turn, said.author, said.body, said.created_at AS "createdAt",
    said.position::text AS position
  FROM gateway.messages AS said
  JOIN gateway.tickets AS ticket ON ticket.tenant_id = said.tenant_id AND ticket.id = said.ticket_id
  WHERE said.tenant_id = $1 AND ticket.customer_id = $2 AND ticket.channel = $3 AND said.author <> 'note'
    AND ($4::text IS NULL OR strpos(lower(said.body), lower($4)) > 0)
    AND ($5::bigint IS NULL OR said.position < $5)
  ORDER BY said.position DESC LIMIT $6`;

export interface MessagePage {
  readonly q?: string | undefined;
  /** The position of the last one of the page before. */
  readonly behind?: string | undefined;
  readonly limit: number;
}

/** The newest first. */
export const listSessionMessages = (
  { tenantId, sql }: TenantSql,
  { customerId, channel }: SessionKey,
  { q, behind, limit }: MessagePage,
): Promise<SessionMessageRow[]> =>
  sql.rows(MESSAGES, [tenantId, customerId, channel, q ?? null, behind ?? null, limit]);
