import { Inject, Injectable } from '@nestjs/common';
import { type DocumentChange, LongTermTruth, type PassageKind, type StoredPassage, type TruthPage } from '@mesh/memory';
import { type Sql, WorkerDatabase, firstRow } from '@mesh/persistence';

interface ChangedRow {
  readonly document_id: string;
  readonly kind: PassageKind;
  readonly live_version: number | null;
  readonly revision: string;
  readonly title: string | null;
  readonly body: string | null;
  readonly url: string | null;
  readonly tags: string[] | null;
  readonly audience: 'public' | 'internal' | null;
  readonly keywords: string | null;
}

interface ChunkRow {
  readonly document_id: string;
  readonly chunk_id: string;
  readonly ordinal: number;
  readonly heading_path: string[];
  readonly start_offset: number;
  readonly end_offset: number;
}

const PAGE = 200;

/** What is live according to Postgres. The text of a passage is cut from the body, so a quote is always exact. */
@Injectable()
export class PgLongTermTruth extends LongTermTruth {
  constructor(@Inject(WorkerDatabase) private readonly database: WorkerDatabase) {
    super();
  }

  async revision(tenantId: string): Promise<number> {
    const row = await firstRow<{ revision: string }>(
      this.database.single,
      'SELECT revision FROM research.knowledge_revisions WHERE tenant_id = $1',
      [tenantId],
    );
    return Number(row?.revision ?? 0);
  }

  changesSince(tenantId: string, revision: number): Promise<TruthPage> {
    return this.database.inTenant(tenantId, async (sql) => {
      const rows = await readChanged(sql, tenantId, revision);
      const chunks = byDocument(await readLiveChunks(sql, tenantId, rows));
      return {
        changes: rows.map((row) => changeOf(row, chunks.get(row.document_id) ?? [])),
        revision: Number(rows.at(-1)?.revision ?? revision),
        complete: rows.length < PAGE,
      };
    });
  }

  async liveOf(tenantId: string, passageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.inTenant(tenantId, (sql) =>
      sql.rows<{ chunk_id: string }>(LIVE, [tenantId, passageIds]),
    );
    return new Set(rows.map((row) => row.chunk_id));
  }
}

/** Nothing that is held back lives; a resolution does until it is withdrawn, and as long as every version that it rests on. */
const LIVE = `
  SELECT c.chunk_id FROM research.chunks c
  JOIN research.documents d
    ON d.tenant_id = c.tenant_id AND d.document_id = c.document_id AND d.live_version = c.version
  WHERE c.tenant_id = $1 AND c.chunk_id = ANY($2::uuid[]) AND NOT c.quarantined AND NOT EXISTS (
    SELECT 1 FROM research.resolutions r
    WHERE r.tenant_id = c.tenant_id AND r.document_id = c.document_id AND r.withdrawn_at IS NOT NULL
  ) AND NOT EXISTS (
    SELECT 1 FROM research.resolutions r
    CROSS JOIN jsonb_to_recordset(r.cited) AS cited (document_id text, document_version integer)
    LEFT JOIN research.documents k ON k.tenant_id = r.tenant_id AND k.document_id = cited.document_id
    WHERE r.tenant_id = c.tenant_id AND r.document_id = c.document_id
      AND k.live_version IS DISTINCT FROM cited.document_version)`;

const readChanged = (sql: Sql, tenantId: string, revision: number): Promise<ChangedRow[]> =>
  sql.rows<ChangedRow>(
    `SELECT d.document_id, d.kind, d.live_version, d.revision, v.title, v.body, v.url, v.tags, v.audience, v.keywords
     FROM research.documents d
     LEFT JOIN research.document_versions v
       ON v.tenant_id = d.tenant_id AND v.document_id = d.document_id AND v.version = d.live_version
     WHERE d.tenant_id = $1 AND d.revision > $2 ORDER BY d.revision LIMIT ${PAGE}`,
    [tenantId, revision],
  );

const readLiveChunks = (sql: Sql, tenantId: string, rows: readonly ChangedRow[]): Promise<ChunkRow[]> => {
  const live = rows.filter((row) => row.live_version !== null);
  return sql.rows<ChunkRow>(
    `SELECT c.* FROM research.chunks c
     JOIN unnest($2::text[], $3::integer[]) AS live (document_id, version)
       ON c.document_id = live.document_id AND c.version = live.version
     WHERE c.tenant_id = $1 AND NOT c.quarantined ORDER BY c.document_id, c.ordinal`,
    [tenantId, live.map((row) => row.document_id), live.map((row) => row.live_version)],
  );
};

const changeOf = (row: ChangedRow, chunks: readonly ChunkRow[]): DocumentChange => ({
  documentId: row.document_id,
  passages: chunks.map((chunk) => passageOf(row, chunk)),
});

const passageOf = (row: ChangedRow, chunk: ChunkRow): StoredPassage => ({
  id: chunk.chunk_id,
  kind: row.kind,
  audience: row.audience ?? 'internal',
  documentId: row.document_id,
  documentVersion: row.live_version ?? 0,
  ordinal: chunk.ordinal,
  title: row.title ?? '',
  ...(row.url === null ? {} : { url: row.url }),
  headingPath: chunk.heading_path,
  keywords: [...(row.tags ?? []), row.keywords ?? ''].join(' ').trim(),
  start: chunk.start_offset,
  end: chunk.end_offset,
  text: (row.body ?? '').slice(chunk.start_offset, chunk.end_offset),
});

function byDocument(chunks: readonly ChunkRow[]): ReadonlyMap<string, ChunkRow[]> {
  const groups = new Map<string, ChunkRow[]>();
  for (const chunk of chunks) groups.set(chunk.document_id, [...(groups.get(chunk.document_id) ?? []), chunk]);
  return groups;
}
