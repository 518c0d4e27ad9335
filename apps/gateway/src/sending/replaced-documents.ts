import { type CitedDocument, unique } from '@mesh/kernel';
import type { TenantSql } from '../tickets/tenant-sql';

const KEY = `hashtextextended('document:' || $1 || ':' || $2, 0)`;
const SHARE = `SELECT pg_advisory_xact_lock_shared(${KEY})`;
const OWN = `SELECT pg_advisory_xact_lock(${KEY})`;
const STALE = `
  SELECT 1 FROM gateway.replaced_documents AS replaced
  JOIN jsonb_to_recordset($2::jsonb) AS cited("documentId" text, "documentVersion" int)
    ON replaced.document_id = cited."documentId"
  WHERE replaced.tenant_id = $1 AND cited."documentVersion" < replaced.version LIMIT 1`;
const REPLACE = `
  INSERT INTO gateway.replaced_documents (tenant_id, document_id, version) VALUES ($1, $2, $3)
  ON CONFLICT (tenant_id, document_id) DO UPDATE
    SET version = greatest(replaced_documents.version, excluded.version), replaced_at = now()`;

/**
 * Whether a cited version was replaced. Until this transaction ends no cited document can be replaced: a replacement
 * waits for it, so nothing is committed under evidence whose successor is live.
 */
export async function citesReplaced({ tenantId, sql }: TenantSql, cited: readonly CitedDocument[]): Promise<boolean> {
  for (const documentId of unique(cited.map((document) => document.documentId)).sort()) {
    await sql.rows(SHARE, [tenantId, documentId]);
  }
  if (cited.length === 0) return false;
  return (await sql.rows(STALE, [tenantId, JSON.stringify(cited)])).length > 0;
}

/** Remembers that older versions count no more, after everybody who is about to use one has ended. */
export async function replaceDocument(
  { tenantId, sql }: TenantSql,
  documentId: string,
  version: number,
): Promise<void> {
  await sql.rows(OWN, [tenantId, documentId]);
  await sql.run(REPLACE, [tenantId, documentId, version]);
}
