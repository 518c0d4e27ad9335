import type { TenantSql } from '../tickets/tenant-sql';
import { shortTypeOf } from '../tickets/read-ticket';
import { EVERY_EVENT } from './webhook-events';

/** A fact that stands on the timeline. */
export interface TimelineFact {
  readonly id: string;
  readonly ticketId: string;
  readonly sequence: number;
  readonly type: string;
}

/** A webhook that is being deleted is waited for and left out: its foreign key would spoil the whole group of facts. */
const FAN_OUT = `
  WITH webhook AS (
    SELECT id, events FROM gateway.webhooks WHERE tenant_id = $1 AND enabled FOR KEY SHARE)
  INSERT INTO gateway.webhook_deliveries (tenant_id, id, webhook_id, event_id, event, ticket_id, sequence)
  SELECT $1, gen_random_uuid(), webhook.id, fact.id, fact.event, fact.ticket_id, fact.sequence
  FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (id uuid, event text, ticket_id uuid, sequence integer))
      WITH ORDINALITY AS fact (id, event, ticket_id, sequence, n)
    JOIN webhook ON webhook.events && ARRAY[fact.event, '${EVERY_EVENT}']
  ORDER BY n
  ON CONFLICT DO NOTHING`;

/** One delivery per fact and webhook that wants it, in the transaction of the facts. Returns how many there are. */
export function fanOut({ tenantId, sql }: TenantSql, facts: readonly TimelineFact[]): Promise<number> {
  const rows = facts.map(({ id, ticketId, sequence, type }) => ({
    id,
    event: shortTypeOf(type),
    ticket_id: ticketId,
    sequence,
  }));
  return sql.run(FAN_OUT, [tenantId, JSON.stringify(rows)]);
}
