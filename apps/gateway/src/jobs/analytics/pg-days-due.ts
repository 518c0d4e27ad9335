import type { TenantSql } from '../../tickets/tenant-sql';

const MARK = `
  INSERT INTO gateway.rollup_days_due (tenant_id, day) SELECT $1, day FROM unnest($2::timestamptz[]) AS due (day)
  ON CONFLICT DO NOTHING`;
const READ = 'SELECT day FROM gateway.rollup_days_due WHERE tenant_id = $1 ORDER BY day LIMIT 400';
const TAKE = 'DELETE FROM gateway.rollup_days_due WHERE tenant_id = $1 AND day = $2';

export async function markDaysDue({ tenantId, sql }: TenantSql, days: readonly Date[]): Promise<void> {
  await sql.run(MARK, [tenantId, days]);
}

export const readDaysDue = async ({ tenantId, sql }: TenantSql): Promise<Date[]> =>
  (await sql.rows<{ day: Date }>(READ, [tenantId])).map(({ day }) => day);

/** Before the figures are read: whoever marks the day meanwhile waits, and the day is due again. */
export async function takeDayDue({ tenantId, sql }: TenantSql, day: Date): Promise<void> {
  await sql.run(TAKE, [tenantId, day]);
}
