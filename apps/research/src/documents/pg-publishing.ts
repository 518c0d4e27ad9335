import type { Sql } from '@mesh/persistence';
import { lockKnowledge, readHead, readVersion } from './pg-documents';

/**
 * Lets a version take effect: its chunks are live and those of every older version are gone, in one step. A version of
 * nothing leaves none. A version that an even newer one has overtaken changes nothing. Returns whether it took effect.
 */
export async function publishVersion(
  sql: Sql,
  tenantId: string,
  documentId: string,
  version: number,
): Promise<boolean> {
  await lockKnowledge(sql, tenantId);
  const head = await readHead(sql, tenantId, documentId);
  const stored = await readVersion(sql, tenantId, documentId, version);
  if (!head || !stored || version <= head.settledVersion) return false;
  const isGone = stored.status === 'deleting';
  await settleVersions(sql, tenantId, documentId, version, isGone ? 'deleted' : 'live');
  await removeChunks(sql, tenantId, documentId, isGone ? version : version - 1);
  await advanceHead(sql, tenantId, documentId, { live: isGone ? null : version, settled: version });
  return true;
}

/** Moves the head of a document and the tenant's revision, by which every index notices the change. */
export async function advanceHead(
  sql: Sql,
  tenantId: string,
  documentId: string,
  to: { readonly live: number | null; readonly settled: number },
): Promise<void> {
  await sql.run(
    `WITH next AS (
       UPDATE research.knowledge_revisions SET revision = revision + 1 WHERE tenant_id = $1 RETURNING revision)
     UPDATE research.documents SET live_version = $3, settled_version = $4, revision = next.revision
     FROM next WHERE documents.tenant_id = $1 AND documents.document_id = $2`,
    [tenantId, documentId, to.live, to.settled],
  );
}

async function settleVersions(
  sql: Sql,
  tenantId: string,
  documentId: string,
  version: number,
  status: 'live' | 'deleted',
): Promise<void> {
  await sql.run(
    `UPDATE research.document_versions
     SET status = CASE WHEN version = $3 THEN $4 ELSE 'replaced' END, settled_at = now()
     WHERE tenant_id = $1 AND document_id = $2 AND version <= $3 AND status NOT IN ('replaced', 'deleted')`,
    [tenantId, documentId, version, status],
  );
}

/** Of this version and every older one. */
const removeChunks = (sql: Sql, tenantId: string, documentId: string, upTo: number): Promise<number> =>
  sql.run(`DELETE FROM research.chunks WHERE tenant_id = $1 AND document_id = $2 AND version <= $3`, [
    tenantId,
    documentId,
    upTo,
  ]);
