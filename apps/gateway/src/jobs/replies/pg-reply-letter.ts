import type { TenantSql } from '../../tickets/tenant-sql';

/** A reply with everything that belongs on its envelope; read when it is sent, so no copy of it lies anywhere. */
export interface ReplyLetter {
  readonly messageId: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly author: 'mesh' | 'person';
  readonly body: string;
  readonly sentAt: Date;
  readonly isErased: boolean;
  readonly subject: string | null;
  readonly customerId: string;
  /** The only address that it may go to. */
  readonly email: string | null;
  readonly name: string | null;
  /** The customer's mails of this ticket, the oldest first. */
  readonly mailIds: readonly string[];
}

const READ = `
  SELECT said.id AS "messageId", said.ticket_id AS "ticketId", said.turn, said.author, said.body,
    said.created_at AS "sentAt", said.erased_at IS NOT NULL AS "isErased", ticket.subject,
    ticket.customer_id AS "customerId", customer.email, customer.name,
    coalesce((SELECT array_agg(mail.mail_id ORDER BY mail.position) FROM gateway.inbound_mails AS mail
      WHERE mail.tenant_id = $1 AND mail.ticket_id = ticket.id AND mail.mail_id IS NOT NULL), '{}') AS "mailIds"
  FROM gateway.messages AS said
  JOIN gateway.tickets AS ticket ON ticket.tenant_id = said.tenant_id AND ticket.id = said.ticket_id
  LEFT JOIN gateway.customers AS customer ON customer.tenant_id = $1 AND customer.id = ticket.customer_id
  WHERE said.tenant_id = $1 AND said.id = ANY($2::uuid[])`;

export const readLetters = ({ tenantId, sql }: TenantSql, messageIds: readonly string[]): Promise<ReplyLetter[]> =>
  sql.rows(READ, [tenantId, messageIds]);
