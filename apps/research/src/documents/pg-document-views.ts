import type { PassageAudience } from '@mesh/memory';
import { type Sql, firstRow } from '@mesh/persistence';
import type { VersionStatus } from './document';

/** A document as authors see it: its newest version, or the one they asked for. */
export interface DocumentView {
  readonly id: string;
  readonly version: number;
  readonly status: VersionStatus;
  /** The version that answers rest on at this moment; null: none. */
  readonly liveVersion: number | null;
  readonly title: string;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly audience: PassageAudience;
  readonly createdAt: Date;
  /** The passages that no answer rests on until a person has released them, by offsets in the body. */
  readonly quarantined: readonly { readonly start: number; readonly end: number }[];
  /** Who released passages of this version last; null: nobody. */
  readonly releasedBy: string | null;
  /** Only where a single document was asked for. */
  readonly body?: string;
}

const COLUMNS = `d.document_id AS id, v.version, v.status, d.live_version AS "liveVersion", v.title, v.url, v.tags,
  v.audience, v.created_at AS "createdAt", v.released_by AS "releasedBy", (
    SELECT COALESCE(jsonb_agg(jsonb_build_object('start', c.start_offset, 'end', c.end_offset) ORDER BY c.ordinal), '[]')
    FROM research.chunks c
    WHERE c.tenant_id = v.tenant_id AND c.document_id = v.document_id AND c.version = v.version AND c.quarantined
  ) AS quarantined`;
const FROM = `FROM research.documents d
  JOIN research.document_versions v ON v.tenant_id = d.tenant_id AND v.document_id = d.document_id`;

/** Undefined when there is none, it is deleted, or its audience is not among these. */
export function viewDocument(
  sql: Sql,
  tenantId: string,
  wanted: {
    readonly id: string;
    readonly version?: number | undefined;
    readonly audiences: readonly PassageAudience[];
  },
): Promise<DocumentView | undefined> {
  return firstRow<DocumentView>(
    sql,
    `SELECT ${COLUMNS}, v.body ${FROM}
     WHERE d.tenant_id = $1 AND d.document_id = $2 AND v.version = COALESCE($3::integer, d.newest_version)
       AND v.status <> 'deleted' AND v.audience = ANY($4::text[])`,
    [tenantId, wanted.id, wanted.version ?? null, wanted.audiences],
  );
}

/** The version of an author's document that answers rest on; undefined when there is none that these may see. */
export function liveDocument(
  sql: Sql,
  tenantId: string,
  wanted: { readonly id: string; readonly audiences: readonly PassageAudience[] },
): Promise<{ readonly title: string; readonly body: string } | undefined> {
  return firstRow(
    sql,
    `SELECT v.title, v.body ${FROM} AND v.version = d.live_version
     WHERE d.tenant_id = $1 AND d.document_id = $2 AND d.kind = 'knowledge' AND v.audience = ANY($3::text[])`,
    [tenantId, wanted.id, wanted.audiences],
  );
}

export interface ListRequest {
  readonly audiences: readonly PassageAudience[];
  /** Begins after the document of this id. */
  readonly after: string;
  readonly tag?: string | undefined;
  readonly limit: number;
}

/** Documents in the order of their ids, without deleted ones and past resolutions. */
export function listDocuments(sql: Sql, tenantId: string, request: ListRequest): Promise<DocumentView[]> {
  return sql.rows<DocumentView>(
    `SELECT ${COLUMNS} ${FROM} AND v.version = d.newest_version
     WHERE d.tenant_id = $1 AND d.kind = 'knowledge' AND d.document_id > $2 AND v.status <> 'deleted'
       AND v.audience = ANY($3::text[]) AND ($4::text IS NULL OR $4 = ANY(v.tags))
     ORDER BY d.document_id LIMIT $5`,
    [tenantId, request.after, request.audiences, request.tag ?? null, request.limit],
  );
}
