import type { Sql } from '@mesh/persistence';

/** A version of a document that answers must not rest on, and the revision at which that became so. */
export interface DeadVersion {
  readonly documentId: string;
  readonly version: number;
  readonly revision: number;
}

export type DeadVersionKey = Pick<DeadVersion, 'documentId' | 'version'>;

/** Older ones were looked for when they were replaced. */
const VERSIONS_BACK = 3;

const NEXT = `
  SELECT d.document_id AS "documentId", dead.version, d.revision::int AS revision
  FROM research.documents d
  CROSS JOIN LATERAL generate_series(greatest(1, d.settled_version - ${VERSIONS_BACK}), d.settled_version) dead (version)
  WHERE d.tenant_id = $1 AND dead.version IS DISTINCT FROM d.live_version
    AND (d.document_id, dead.version) > ($2, $3)
  ORDER BY d.document_id, dead.version LIMIT $4`;

export const readDeadVersions = (
  sql: Sql,
  tenantId: string,
  after: DeadVersionKey,
  limit: number,
): Promise<DeadVersion[]> => sql.rows<DeadVersion>(NEXT, [tenantId, after.documentId, after.version, limit]);
