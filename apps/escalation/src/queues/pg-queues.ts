import { type Sql, firstRow } from '@mesh/persistence';
import { DEFAULT_QUEUES } from './default-queues';
import { type Queue, QueueList } from './queue';

/** The queues of a tenant: its own list, or the shipped one. */
export async function readQueues(sql: Sql, tenantId: string): Promise<readonly Queue[]> {
  const row = await firstRow<{ items: unknown }>(sql, 'SELECT items FROM escalation.queues WHERE tenant_id = $1', [
    tenantId,
  ]);
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
