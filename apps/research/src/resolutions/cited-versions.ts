import type { Sql } from '@mesh/persistence';
import { type StoredSpan, versionKey } from './stored-span';

/** A document version that was cited, beside the one that is live now. */
export interface CitedVersion {
  readonly documentId: string;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly liveVersion: number | null;
  readonly liveBody: string | null;
}

const READ = `
  SELECT v.document_id AS "documentId", v.version, v.title, v.body, d.live_version AS "liveVersion", live.body AS "liveBody"
  FROM research.document_versions v
  JOIN research.documents d ON d.tenant_id = v.tenant_id AND d.document_id = v.document_id
  LEFT JOIN research.document_versions live
    ON live.tenant_id = d.tenant_id AND live.document_id = d.document_id AND live.version = d.live_version
  JOIN unnest($2::text[], $3::integer[]) AS cited (document_id, version)
    ON cited.document_id = v.document_id AND cited.version = v.version
  WHERE v.tenant_id = $1`;

/** The versions behind spans, by `documentId version`; one that was never stored is left out. */
export async function readCitedVersions(
  sql: Sql,
  tenantId: string,
  spans: readonly StoredSpan[],
): Promise<ReadonlyMap<string, CitedVersion>> {
  const wanted = [...new Map(spans.map((span) => [versionKey(span), span])).values()];
  const rows = await sql.rows<CitedVersion>(READ, [
    tenantId,
    wanted.map((span) => span.document_id),
    wanted.map((span) => span.document_version),
  ]);
  return new Map(rows.map((row) => [`${row.documentId} ${row.version}`, row]));
}
