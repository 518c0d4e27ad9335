import { hashOf } from '@mesh/kernel';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

/** Of the sender too: nobody can make us take another person's mail for one that we have had. */
export const mailKeyOf = (from: string, mailId: string): string => hashOf([from, mailId]);

const CLAIM = `
  INSERT INTO gateway.inbound_mails (tenant_id, mail_key, mail_id) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING 1 AS claimed`;
const KNOWN = `SELECT ticket_id AS "ticketId" FROM gateway.inbound_mails WHERE tenant_id = $1 AND mail_key = $2`;
const BELONGS = `UPDATE gateway.inbound_mails SET ticket_id = $3 WHERE tenant_id = $1 AND mail_key = $2`;

/** Takes a mail for this transaction. False when it is known already. */
export const claimMail = async (
  { tenantId, sql }: TenantSql,
  key: string,
  mailId: string | undefined,
): Promise<boolean> => (await firstRow(sql, CLAIM, [tenantId, key, mailId ?? null])) !== undefined;

/** The ticket that a known mail belongs to. */
export const ticketOfMail = async ({ tenantId, sql }: TenantSql, key: string): Promise<string | undefined> =>
  (await firstRow<{ ticketId: string | null }>(sql, KNOWN, [tenantId, key]))?.ticketId ?? undefined;

export const mailBelongsTo = ({ tenantId, sql }: TenantSql, key: string, ticketId: string): Promise<number> =>
  sql.run(BELONGS, [tenantId, key, ticketId]);

/** A reply of ours that is named, or an earlier mail of the same sender; of a ticket of that very person alone. */
const THREAD = `
  SELECT ticket.id FROM gateway.tickets AS ticket
  JOIN gateway.customers AS customer ON customer.tenant_id = ticket.tenant_id AND customer.id = ticket.customer_id
  WHERE ticket.tenant_id = $1 AND ticket.status <> 'closed' AND lower(customer.email) = $2 AND ticket.id IN (
    SELECT ticket_id FROM gateway.messages
    WHERE tenant_id = $1 AND id = ANY($3::uuid[]) AND author IN ('mesh', 'person')
    UNION ALL
    SELECT ticket_id FROM gateway.inbound_mails WHERE tenant_id = $1 AND mail_key = ANY($4))
  ORDER BY ticket.id DESC LIMIT 1`;

export interface ThreadHints {
  readonly from: string;
  /** Our own messages that the mail names. */
  readonly replies: readonly string[];
  readonly mailKeys: readonly string[];
}

/** The open ticket that a mail goes on with, if its sender is that ticket's customer. */
export const findThread = async (
  { tenantId, sql }: TenantSql,
  { from, replies, mailKeys }: ThreadHints,
): Promise<string | undefined> => {
  if (replies.length + mailKeys.length === 0) return undefined;
  return (await firstRow<{ id: string }>(sql, THREAD, [tenantId, from, replies, mailKeys]))?.id;
};
