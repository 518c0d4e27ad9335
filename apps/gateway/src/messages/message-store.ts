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
  SELECT id, turn, author, actor, body, citations, decision_id, created_at FROM gateway.messages
  WHERE tenant_id = $1 AND ticket_id = $2 ORDER BY position`;

/** The whole thread, oldest first, notes included. */
export const readThread = ({ tenantId, sql }: TenantSql, ticketId: string): Promise<MessageRow[]> =>
  sql.rows(THREAD, [tenantId, ticketId]);
