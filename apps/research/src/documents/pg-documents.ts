import { type Sql, firstRow } from '@mesh/persistence';
import type { PassageKind } from '@mesh/memory';
import type { DocumentContent, DocumentHead, NewChunk, StoredVersion, VersionStatus } from './document';
import type { NewestVersion } from './next-version.decision';

interface VersionRow {
  readonly document_id: string;
  readonly version: number;
  readonly status: VersionStatus;
  readonly title: string;
  readonly body: string;
  readonly url: string | null;
  readonly tags: string[];
  readonly audience: 'public' | 'internal';
  readonly keywords: string;
  readonly content_hash: string;
  readonly created_at: Date;
  readonly settled_at: Date | null;
}

/** One writer per tenant at a time: taken before any document row, so that writers never wait for each other in a circle. */
export async function lockKnowledge(sql: Sql, tenantId: string): Promise<void> {
  await sql.run(
    `INSERT INTO research.knowledge_revisions (tenant_id, revision) VALUES ($1, 0)
     ON CONFLICT (tenant_id) DO UPDATE SET revision = knowledge_revisions.revision`,
    [tenantId],
  );
}

export async function readHead(sql: Sql, tenantId: string, documentId: string): Promise<DocumentHead | undefined> {
  return firstRow<DocumentHead>(
    sql,
    `SELECT document_id AS "documentId", kind, newest_version AS "newestVersion", live_version AS "liveVersion",
       settled_version AS "settledVersion"
     FROM research.documents WHERE tenant_id = $1 AND document_id = $2`,
    [tenantId, documentId],
  );
}

export async function readNewest(sql: Sql, tenantId: string, head: DocumentHead): Promise<NewestVersion | undefined> {
  return firstRow<NewestVersion>(
    sql,
    `SELECT version, status, content_hash AS "contentHash" FROM research.document_versions
     WHERE tenant_id = $1 AND document_id = $2 AND version = $3`,
    [tenantId, head.documentId, head.newestVersion],
  );
}

export async function readVersion(
  sql: Sql,
  tenantId: string,
  documentId: string,
  version: number,
): Promise<StoredVersion | undefined> {
  const row = await firstRow<VersionRow>(
    sql,
    `SELECT * FROM research.document_versions WHERE tenant_id = $1 AND document_id = $2 AND version = $3`,
    [tenantId, documentId, version],
  );
  return row && asVersion(row);
}

export interface NewVersion {
  readonly tenantId: string;
  readonly documentId: string;
  readonly kind: PassageKind;
  readonly version: number;
  readonly status: VersionStatus;
  readonly content: DocumentContent;
  readonly contentHash: string;
  readonly createdBy: string;
}

export async function insertVersion(sql: Sql, added: NewVersion): Promise<void> {
  const { content } = added;
  await sql.run(
    `INSERT INTO research.documents (tenant_id, document_id, kind, newest_version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, document_id) DO UPDATE SET newest_version = excluded.newest_version`,
    [added.tenantId, added.documentId, added.kind, added.version],
  );
  await sql.run(
    `INSERT INTO research.document_versions
       (tenant_id, document_id, version, status, title, body, url, tags, audience, keywords, content_hash, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[added.tenantId, added.documentId, added.version, added.status],
      ...[content.title, content.body, content.url ?? null, content.tags, content.audience, content.keywords],
      ...[added.contentHash, added.createdBy],
    ],
  );
}

export async function insertChunks(
  sql: Sql,
  version: { readonly tenantId: string; readonly documentId: string; readonly version: number },
  chunks: readonly NewChunk[],
): Promise<void> {
  if (chunks.length === 0) return;
  await sql.run(
    `INSERT INTO research.chunks
       (tenant_id, document_id, version, ordinal, chunk_id, heading_path, start_offset, end_offset, quarantined)
     SELECT $1, $2, $3, ordinal, chunk_id, ARRAY(SELECT jsonb_array_elements_text(heading_path)), start_offset,
       end_offset, quarantined
     FROM unnest($4::integer[], $5::uuid[], $6::jsonb[], $7::integer[], $8::integer[], $9::boolean[])
       AS chunk (ordinal, chunk_id, heading_path, start_offset, end_offset, quarantined)`,
    [
      ...[version.tenantId, version.documentId, version.version],
      chunks.map((chunk) => chunk.ordinal),
      chunks.map((chunk) => chunk.chunkId),
      chunks.map((chunk) => JSON.stringify(chunk.headingPath)),
      chunks.map((chunk) => chunk.start),
      chunks.map((chunk) => chunk.end),
      chunks.map((chunk) => chunk.quarantined),
    ],
  );
}

export const asVersion = (row: VersionRow): StoredVersion => ({
  documentId: row.document_id,
  version: row.version,
  status: row.status,
  title: row.title,
  body: row.body,
  ...(row.url === null ? {} : { url: row.url }),
  tags: row.tags,
  audience: row.audience,
  keywords: row.keywords,
  contentHash: row.content_hash,
  createdAt: row.created_at,
  settledAt: row.settled_at,
});
