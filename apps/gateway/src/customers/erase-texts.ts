import type { TenantSql } from '../tickets/tenant-sql';

const ERASED_DRAFT = `'{"body": "[erased]", "citations": [], "language": "und"}'`;
const ERASED_PACKAGE = `'{"summary": "", "suggestedNextStep": ""}'`;

/** Every place where the gateway keeps a person's words or traits; ids, hashes and numbers stay. */
const STATEMENTS = {
  tickets: `
    UPDATE gateway.tickets SET subject = NULL, body = NULL, metadata = '{}', external_id = NULL, handover = NULL,
      locale = NULL, erased_at = now(), updated_at = now()
    WHERE tenant_id = $1 AND id = ANY($2::uuid[])`,
  messages: `
    UPDATE gateway.messages SET body = '[erased]', citations = '[]', erased_at = now()
    WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[])`,
  deliveries: `
    UPDATE gateway.reply_deliveries SET state = 'failed', error_code = 'CUSTOMER_ERASED', ended_at = now()
    WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[]) AND state = 'pending'`,
  mails: `
    UPDATE gateway.inbound_mails SET mail_id = NULL WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[])`,
  approvals: `
    UPDATE gateway.approvals SET draft = ${ERASED_DRAFT}, evidence = '[]', package = ${ERASED_PACKAGE},
      reply = CASE WHEN reply IS NULL THEN NULL ELSE '[erased]' END, guidance = NULL
    WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[])`,
} as const;
const CUSTOMER = `DELETE FROM gateway.customers WHERE tenant_id = $1 AND id = $2`;

/** Removes the person from the gateway's tables and says how many rows were touched. */
export async function eraseTexts(
  { tenantId, sql }: TenantSql,
  customerId: string,
  ticketIds: readonly string[],
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const [name, statement] of Object.entries(STATEMENTS)) {
    removed[name] = await sql.run(statement, [tenantId, ticketIds]);
  }
  return { ...removed, customers: await sql.run(CUSTOMER, [tenantId, customerId]) };
}
