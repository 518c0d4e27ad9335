import { type Sql, firstRow } from '@mesh/persistence';

/** One version of one document. */
export interface VersionKey {
  readonly tenantId: string;
  readonly documentId: string;
  readonly version: number;
}

const paramsOf = ({ tenantId, documentId, version }: VersionKey) => [tenantId, documentId, version];

/** How many passages of a version are held back. */
export async function countQuarantined(sql: Sql, key: VersionKey): Promise<number> {
  const row = await firstRow<{ held: string }>(
    sql,
    `SELECT count(*) AS held FROM research.chunks
     WHERE tenant_id = $1 AND document_id = $2 AND version = $3 AND quarantined`,
    paramsOf(key),
  );
  return Number(row?.held ?? 0);
}

/** Lets go of every passage of a version that is held back, and notes by whom. Returns how many there were. */
export async function releasePassages(sql: Sql, key: VersionKey, by: string): Promise<number> {
  const released = await sql.run(
    `UPDATE research.chunks SET quarantined = false
     WHERE tenant_id = $1 AND document_id = $2 AND version = $3 AND quarantined`,
    paramsOf(key),
  );
  if (released > 0) {
    await sql.run(
      `UPDATE research.document_versions SET released_at = now(), released_by = $4
       WHERE tenant_id = $1 AND document_id = $2 AND version = $3`,
      [...paramsOf(key), by],
    );
  }
  return released;
}
