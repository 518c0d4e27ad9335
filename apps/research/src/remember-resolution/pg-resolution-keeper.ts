import { type Provenance, type Resolution, ResolutionKeeper } from '@mesh/memory';
import type { Sql } from '@mesh/persistence';
import { chunksOf, contentHashOf } from '../documents/chunks-of';
import { type DocumentContent, RESOLUTION_PREFIX } from '../documents/document';
import { insertChunks, insertVersion, lockKnowledge, readHead } from '../documents/pg-documents';
import { advanceHead, publishVersion } from '../documents/pg-publishing';
import { trusted } from '../documents/quarantine';
import { storedSpan } from '../resolutions/stored-span';

const FORGET = `
  INSERT INTO research.forgotten_tickets (tenant_id, ticket_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`;
const FORGOTTEN = `SELECT 1 FROM research.forgotten_tickets WHERE tenant_id = $1 AND ticket_id = $2`;

/** A past resolution is a document of its own kind: found, checked, replaced and withdrawn by the same rules. */
export class PgResolutionKeeper extends ResolutionKeeper {
  async keep(sql: Sql, tenantId: string, resolution: Resolution): Promise<boolean> {
    await lockKnowledge(sql, tenantId);
    const documentId = `${RESOLUTION_PREFIX}${resolution.provenance.decisionId}`;
    if (await readHead(sql, tenantId, documentId)) return false;
    if (await isForgotten(sql, tenantId, resolution.provenance.ticketId)) return false;
    const key = { tenantId, documentId, version: 1 };
    const content = contentOf(resolution);
    const createdBy = resolution.provenance.approvedBy.id;
    const contentHash = contentHashOf(content);
    await insertVersion(sql, { ...key, kind: 'resolution', status: 'indexing', content, contentHash, createdBy });
    await insertChunks(sql, key, trusted(chunksOf(tenantId, key, content)));
    await insertProvenance(sql, tenantId, documentId, resolution.provenance);
    return publishVersion(sql, tenantId, documentId, 1);
  }

  async forget(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<number> {
    await lockKnowledge(sql, tenantId);
    const documentIds = await resolutionsOf(sql, tenantId, ticketIds);
    for (const documentId of documentIds) await erase(sql, tenantId, documentId);
    await sql.run(FORGET, [tenantId, ticketIds]);
    return documentIds.length;
  }

  async countOf(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<number> {
    return (await resolutionsOf(sql, tenantId, ticketIds)).length;
  }
}

/** The ids of the documents that came from these tickets. */
async function resolutionsOf(sql: Sql, tenantId: string, ticketIds: readonly string[]): Promise<string[]> {
  const rows = await sql.rows<{ document_id: string }>(
    `SELECT document_id FROM research.resolutions WHERE tenant_id = $1 AND ticket_id = ANY($2::uuid[]) ORDER BY 1`,
    [tenantId, ticketIds],
  );
  return rows.map((row) => row.document_id);
}

/** Written after the answer was on its way: it came too late. */
const isForgotten = async (sql: Sql, tenantId: string, ticketId: string): Promise<boolean> =>
  (await sql.rows(FORGOTTEN, [tenantId, ticketId])).length > 0;

/** The title is shown to other customers, so it says nothing of this one. */
const contentOf = ({ question, answer, provenance }: Resolution): DocumentContent => ({
  title: `Approved answer (${provenance.category.replaceAll('_', ' ')})`,
  body: answer,
  tags: [],
  audience: 'public',
  keywords: question.slice(0, 2_000),
});

async function insertProvenance(sql: Sql, tenantId: string, documentId: string, provenance: Provenance): Promise<void> {
  await sql.run(
    `INSERT INTO research.resolutions
       (tenant_id, decision_id, ticket_id, document_id, category, approved_by, cited)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tenantId, provenance.decisionId, provenance.ticketId, documentId, provenance.category],
      ...[JSON.stringify(provenance.approvedBy), JSON.stringify(provenance.cited.map(storedSpan))],
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
