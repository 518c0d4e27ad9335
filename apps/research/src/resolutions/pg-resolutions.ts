import { type Sql, firstRow } from '@mesh/persistence';
import { lockKnowledge, readHead } from '../documents/pg-documents';
import { advanceHead } from '../documents/pg-publishing';
import type { StoredSpan } from './stored-span';

/** A past answer as it is kept. Both texts are without customer data. */
export interface ResolutionRow {
  readonly id: string;
  readonly ticketId: string;
  readonly documentId: string;
  readonly category: string;
  readonly question: string;
  readonly answer: string;
  readonly approvedBy: { readonly kind: string; readonly id: string };
  readonly cited: readonly StoredSpan[];
  readonly createdAt: Date;
  readonly reviewedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
}

const SELECT = `
  SELECT r.decision_id AS id, r.ticket_id AS "ticketId", r.document_id AS "documentId", r.category,
    v.keywords AS question, v.body AS answer, r.approved_by AS "approvedBy", r.cited, r.created_at AS "createdAt",
    r.reviewed_at AS "reviewedAt", r.reviewed_by AS "reviewedBy", r.withdrawn_at AS "withdrawnAt",
    r.withdrawn_reason AS "withdrawnReason"
  FROM research.resolutions r
  JOIN research.document_versions v
    ON v.tenant_id = r.tenant_id AND v.document_id = r.document_id AND v.version = 1
  WHERE r.tenant_id = $1`;
const PAGE = `${SELECT} AND ($2::uuid IS NULL OR (r.created_at, r.decision_id) < (
    SELECT created_at, decision_id FROM research.resolutions WHERE tenant_id = $1 AND decision_id = $2))
  AND ($3::uuid IS NULL OR r.ticket_id = $3) ORDER BY r.created_at DESC, r.decision_id DESC LIMIT $4`;

export interface ResolutionPage {
  readonly after?: string | undefined;
  readonly ticketId?: string | undefined;
  readonly limit: number;
}

/** The newest first. */
export const listResolutions = (sql: Sql, tenantId: string, page: ResolutionPage): Promise<ResolutionRow[]> =>
  sql.rows<ResolutionRow>(PAGE, [tenantId, page.after ?? null, page.ticketId ?? null, page.limit]);

export const findResolution = (sql: Sql, tenantId: string, id: string): Promise<ResolutionRow | undefined> =>
  firstRow<ResolutionRow>(sql, `${SELECT} AND r.decision_id = $2`, [tenantId, id]);

/** The past answers behind these documents of theirs. */
export const resolutionsBehind = (
  sql: Sql,
  tenantId: string,
  documentIds: readonly string[],
): Promise<ResolutionRow[]> =>
  sql.rows<ResolutionRow>(`${SELECT} AND r.document_id = ANY($2::text[])`, [tenantId, documentIds]);

const WITHDRAW = `
  UPDATE research.resolutions SET withdrawn_at = now(), withdrawn_reason = $3
  WHERE tenant_id = $1 AND decision_id = $2 AND withdrawn_at IS NULL RETURNING document_id`;

/** It is no evidence from this commit on. Withdrawing it again, or one that is not known, changes nothing. */
export async function withdrawResolution(sql: Sql, tenantId: string, id: string, reason: string): Promise<void> {
  await lockKnowledge(sql, tenantId);
  const row = await firstRow<{ document_id: string }>(sql, WITHDRAW, [tenantId, id, reason]);
  if (!row) return;
  const head = await readHead(sql, tenantId, row.document_id);
  await sql.run('DELETE FROM research.chunks WHERE tenant_id = $1 AND document_id = $2', [tenantId, row.document_id]);
  await advanceHead(sql, tenantId, row.document_id, { live: null, settled: head?.newestVersion ?? 1 });
}

const REVIEW = `
  UPDATE research.resolutions SET cited = $3, reviewed_at = now(), reviewed_by = $4
  WHERE tenant_id = $1 AND decision_id = $2`;

export const saveReview = (
  sql: Sql,
  tenantId: string,
  id: string,
  review: { readonly cited: readonly StoredSpan[]; readonly by: string },
): Promise<number> => sql.run(REVIEW, [tenantId, id, JSON.stringify(review.cited), review.by]);
