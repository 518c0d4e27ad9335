import type { TenantSql } from '../tickets/tenant-sql';

export interface NotRemembered {
  readonly decisionId: string;
  readonly ticketId: string;
  readonly reason: string;
  readonly at: Date;
}

const READ = `
  SELECT decision_id AS "decisionId", ticket_id AS "ticketId", reason, created_at AS at FROM gateway.learnings
  WHERE tenant_id = $1 AND reason IS NOT NULL ORDER BY created_at DESC, decision_id LIMIT $2`;

/** The newest first. */
export const readNotRemembered = ({ tenantId, sql }: TenantSql, limit: number): Promise<NotRemembered[]> =>
  sql.rows(READ, [tenantId, limit]);
