import type { Actor } from '@mesh/contracts';
import type { CitedDocument } from '@mesh/kernel';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

/** What was sent, under which decision, by whom and under which policy. */
export interface OutboundSend {
  readonly decisionId: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly origin: 'automatic' | 'approved' | 'person';
  readonly messageId: string;
  readonly contentHash: string;
  readonly cited: readonly CitedDocument[];
  readonly policyVersion: number;
  readonly actor: Actor;
  readonly approvalId?: string | undefined;
  readonly stepId?: string | undefined;
  readonly channel: string;
}

/** Where the channel delivers replies, a delivery is ordered with it. */
const INSERT = `
  WITH sent AS (
    INSERT INTO gateway.outbound_sends (tenant_id, decision_id, ticket_id, turn, origin, message_id, content_hash, cited,
      policy_version, actor, approval_id, step_id, channel)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    RETURNING decision_id, ticket_id, turn, message_id, channel)
  INSERT INTO gateway.reply_deliveries (tenant_id, decision_id, ticket_id, turn, message_id, channel, via)
  SELECT $1, sent.decision_id, sent.ticket_id, sent.turn, sent.message_id, sent.channel, known.via
  FROM sent JOIN gateway.channels AS known ON known.tenant_id = $1 AND known.channel = sent.channel
  WHERE known.via <> 'none'`;
const FIND = `SELECT message_id FROM gateway.outbound_sends WHERE tenant_id = $1 AND decision_id = $2`;

/** The message that was sent for a decision, if one was. */
export async function sentFor({ tenantId, sql }: TenantSql, decisionId: string): Promise<string | undefined> {
  return (await firstRow<{ message_id: string }>(sql, FIND, [tenantId, decisionId]))?.message_id;
}

/**
 * Its commit is what "sent" means. A second one for the same decision is refused by the key. Returns whether a delivery
 * follows.
 */
export async function insertSend({ tenantId, sql }: TenantSql, send: OutboundSend): Promise<boolean> {
  const ordered = await sql.run(INSERT, [
    tenantId,
    send.decisionId,
    send.ticketId,
    send.turn,
    send.origin,
    send.messageId,
    send.contentHash,
    JSON.stringify(send.cited),
    send.policyVersion,
    JSON.stringify(send.actor),
    send.approvalId ?? null,
    send.stepId ?? null,
    send.channel,
  ]);
  return ordered > 0;
}
