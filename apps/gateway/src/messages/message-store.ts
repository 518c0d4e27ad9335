import type { Actor, Citation } from '@mesh/contracts';
import type { TenantSql } from '../tickets/tenant-sql';

export type MessageAuthor = 'customer' | 'mesh' | 'person' | 'note';

export interface NewMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly author: MessageAuthor;
  readonly actor: Actor;
  readonly body: string;
  readonly citations?: readonly Citation[];
  readonly channel: string;
  readonly decisionId?: string;
}

export interface MessageRow {
  readonly id: string;
  readonly turn: number;
  readonly author: MessageAuthor;
  readonly actor: Actor;
  readonly body: string;
  readonly citations: readonly Citation[];
  readonly decision_id: string | null;
  readonly created_at: Date;
  /** How it goes to the customer, where the channel delivers replies. */
  readonly delivery: MessageDelivery | null;
}

export interface MessageDelivery {
  readonly via: 'webhook' | 'smtp';
  readonly status: 'pending' | 'sending' | 'delivered' | 'failed' | 'unknown';
  readonly attempts: number;
  readonly errorCode: string | null;
}

const INSERT = `
  INSERT INTO gateway.messages (tenant_id, id, ticket_id, turn, author, actor, body, citations, channel, decision_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING created_at`;

/** Adds a message to the thread and returns when. */
export async function insertMessage({ tenantId, sql }: TenantSql, message: NewMessage): Promise<Date> {
  const rows = await sql.rows<{ created_at: Date }>(INSERT, [
    tenantId,
    message.id,
    message.ticketId,
    message.turn,
    message.author,
    JSON.stringify(message.actor),
    message.body,
    JSON.stringify(message.citations ?? []),
    message.channel,
    message.decisionId ?? null,
  ]);
  return rows[0]?.created_at ?? new Date();
}

const THREAD = `
  SELECT said.id, said.turn, author, actor, body, citations, said.decision_id, said.created_at,
    CASE WHEN sent.via IS NOT NULL THEN jsonb_build_object('via', sent.via, 'attempts', sent.attempts,
      'status', CASE WHEN sent.ended_at IS NULL AND sent.lease_until > now() THEN 'sending' ELSE sent.state END,
      'errorCode', sent.error_code) END AS delivery
  FROM gateway.messages AS said
  LEFT JOIN gateway.reply_deliveries AS sent ON sent.tenant_id = said.tenant_id AND sent.message_id = said.id
  WHERE said.tenant_id = $1 AND said.ticket_id = $2 ORDER BY said.position`;

/** The whole thread, oldest first, notes included. */
export const readThread = ({ tenantId, sql }: TenantSql, ticketId: string): Promise<MessageRow[]> =>
  sql.rows(THREAD, [tenantId, ticketId]);
