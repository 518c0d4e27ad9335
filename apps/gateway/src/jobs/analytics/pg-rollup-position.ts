import { firstRow } from '@mesh/persistence';
import type { StreamPosition } from '../../projection/timeline-store';
import type { TenantSql } from '../../tickets/tenant-sql';

const READ = 'SELECT xact::text, position::text FROM gateway.rollup_positions WHERE tenant_id = $1';

/** Up to where the tenant's facts are in the figures. */
export const readRollupPosition = async ({ tenantId, sql }: TenantSql): Promise<StreamPosition> =>
  (await firstRow<StreamPosition>(sql, READ, [tenantId])) ?? { xact: '0', position: '0' };

/** Never moves back, whoever comes late. */
const SAVE = `
  INSERT INTO gateway.rollup_positions AS p (tenant_id, xact, position, refreshed_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (tenant_id) DO UPDATE SET xact = excluded.xact, position = excluded.position,
    refreshed_at = excluded.refreshed_at
  WHERE (excluded.xact, excluded.position) >= (p.xact, p.position)`;

export async function saveRollupPosition(
  { tenantId, sql }: TenantSql,
  { xact, position }: StreamPosition,
  refreshedAt: Date,
): Promise<void> {
  await sql.run(SAVE, [tenantId, xact, position, refreshedAt]);
}

/** Facts in the order in which they became visible; none can appear behind the last of them. */
const CHANGES = `
  SELECT f.xact::text, f.position::text, f.at, t.created_at AS "createdAt"
  FROM gateway.timeline f JOIN gateway.tickets t ON t.tenant_id = f.tenant_id AND t.id = f.ticket_id
  WHERE f.tenant_id = $1 AND (f.xact, f.position) > ($2::bigint, $3::bigint)
    AND f.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  ORDER BY f.xact, f.position LIMIT $4`;

/** A fact that is not in the figures yet, and when its ticket was created. */
export interface Change extends StreamPosition {
  readonly at: Date;
  readonly createdAt: Date;
}

export const readChanges = ({ tenantId, sql }: TenantSql, after: StreamPosition, limit: number): Promise<Change[]> =>
  sql.rows(CHANGES, [tenantId, after.xact, after.position, limit]);
