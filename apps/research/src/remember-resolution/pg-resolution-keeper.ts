import { type Provenance, type Resolution, ResolutionKeeper } from '@mesh/memory';
import { type Sql, firstRow } from '@mesh/persistence';
import { chunksOf, contentHashOf } from '../documents/chunks-of';
import { type DocumentContent, RESOLUTION_PREFIX } from '../documents/document';
import { insertChunks, insertVersion, lockKnowledge, readHead } from '../documents/pg-documents';
import { advanceHead, publishVersion } from '../documents/pg-publishing';

/** A past resolution is a document of its own kind: found, checked, replaced and withdrawn by the same rules. */
export class PgResolutionKeeper extends ResolutionKeeper {
  async keep(sql: Sql, tenantId: string, resolution: Resolution): Promise<boolean> {
    await lockKnowledge(sql, tenantId);
    const documentId = `${RESOLUTION_PREFIX}${resolution.provenance.decisionId}`;
    if (await readHead(sql, tenantId, documentId)) return false;
    const key = { tenantId, documentId, version: 1 };
    const content = contentOf(resolution);
    const createdBy = resolution.provenance.approvedBy.id;
    const contentHash = contentHashOf(content);
    await insertVersion(sql, { ...key, kind: 'resolution', status: 'indexing', content, contentHash, createdBy });
    await insertChunks(sql, key, chunksOf(tenantId, key, content));
    await insertProvenance(sql, tenantId, documentId, resolution.provenance);
    return publishVersion(sql, tenantId, documentId, 1);
  }

  async forget(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<number> {
    await lockKnowledge(sql, tenantId);
    const documentIds = await resolutionsOf(sql, tenantId, ticketIds);
    for (const documentId of documentIds) await erase(sql, tenantId, documentId);
    return documentIds.length;
  }

  async countOf(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<number> {
    return (await resolutionsOf(sql, tenantId, ticketIds)).length;
  }
}

/** The ids of the documents that came from these tickets. */
export async function resolutionsOf(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<string[]> {
  const rows = await sql.rows<{ document_id: string }>(
    `SELECT document_id FROM research.resolutions WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[]) ORDER BY 1`,
    [tenantId, ticketIds],
  );
  return rows.map((row) => row.document_id);
}

/** Marks an answer as not to be used any more. Undefined when it is not known, or was withdrawn before. */
export async function markWithdrawn(
  sql: Sql,
  tenantId: string,
  decisionId: string,
  reason: string,
): Promise<string | undefined> {
  const row = await firstRow<{ document_id: string }>(
    sql,
    `UPDATE research.resolutions SET withdrawn_at = now(), withdrawn_reason = $3
     WHERE tenant_id = $1 AND decision_id = $2 AND withdrawn_at IS NULL RETURNING document_id`,
    [tenantId, decisionId, reason],
  );
  return row?.document_id;
}

/** The title is shown to other customers, so it says nothing of this one. */
const contentOf = ({ question, answer, provenance }: Resolution): DocumentContent => ({
  title: `Approved answer (${provenance.category.replaceAll('_', ' ')})`,
  body: answer,
  tags: [],
  audience: 'public',
  keywords: question.slice(0, 2_000),
});

async function insertProvenance(sql: Sql, tenantId: string, documentId: string, provenance: Provenance): Promise<void> {
  const cited = provenance.cited.map((one) => ({
    document_id: one.documentId,
    document_version: one.documentVersion,
  }));
  await sql.run(
    `INSERT INTO research.resolutions
       (tenant_id, decision_id, ticket_id, document_id, category, approved_by, cited)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tenantId, provenance.decisionId, provenance.ticketId, documentId, provenance.category],
      ...[JSON.stringify(provenance.approvedBy), JSON.stringify(cited)],
    ],
  );
}

/** Every text goes; the head stays without text, so that indexes notice and the answer is not learnt again. */
async function erase(sql: Sql, tenantId: string, documentId: string): Promise<void> {
  const head = await readHead(sql, tenantId, documentId);
  for (const table of ['resolutions', 'chunks', 'document_versions']) {
    await sql.run(`DELETE FROM research.${table} WHERE tenant_id = $1 AND document_id = $2`, [tenantId, documentId]);
  }
  await advanceHead(sql, tenantId, documentId, { live: null, settled: head?.newestVersion ?? 1 });
}
