import { type Sql, firstRow } from '@mesh/persistence';
import { DEFAULT_QUEUES } from './default-queues';
import { type Queue, QueueList } from './queue';

/** The queues of the tenant of the transaction: its own list, or the shipped one. */
export async function readQueues(sql: Sql): Promise<readonly Queue[]> {
  const row = await firstRow<{ items: unknown }>(sql, 'SELECT items FROM escalation.queues');
  return row ? QueueList.parse({ items: row.items }).items : DEFAULT_QUEUES;
}

/** Replaces the whole list of a tenant. */
export async function writeQueues(sql: Sql, tenantId: string, queues: readonly Queue[]): Promise<void> {
  await sql.run(
    `INSERT INTO escalation.queues (tenant_id, items) VALUES ($1, $2)
     ON CONFLICT (tenant_id) DO UPDATE SET items = EXCLUDED.items, updated_at = now()`,
    [tenantId, JSON.stringify(queues)],
  );
}
