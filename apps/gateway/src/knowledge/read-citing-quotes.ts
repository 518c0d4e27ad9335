import type { TenantSql } from '../tickets/tenant-sql';

/** A span of a document that a sent reply cited. */
export interface CitingQuote {
  readonly decisionId: string;
  readonly ticketId: string;
  readonly messageId: string;
  readonly origin: 'automatic' | 'approved' | 'person';
  readonly sentAt: Date;
  readonly documentVersion: number;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Whole answers make a page, so that the quotes of one are never torn apart. */
const SENDS = `
  SELECT decision_id FROM gateway.outbound_sends
  WHERE tenant_id = $1 AND cited @> $2::jsonb AND ($3::uuid IS NULL OR (sent_at, decision_id) < (
    SELECT sent_at, decision_id FROM gateway.outbound_sends WHERE tenant_id = $1 AND decision_id = $3))
  ORDER BY sent_at DESC, decision_id DESC LIMIT $4`;
const QUOTES = `
  SELECT s.decision_id AS "decisionId", s.ticket_id AS "ticketId", s.message_id AS "messageId", s.origin,
    s.sent_at AS "sentAt", c."documentVersion", c.quote, c.start, c."end"
  FROM gateway.outbound_sends s
  JOIN gateway.messages m ON m.tenant_id = s.tenant_id AND m.id = s.message_id
  CROSS JOIN LATERAL jsonb_to_recordset(m.citations)
    AS c ("documentId" text, "documentVersion" int, quote text, start int, "end" int)
  WHERE s.tenant_id = $1 AND s.decision_id = ANY($2::uuid[]) AND c."documentId" = $3
  ORDER BY s.sent_at DESC, s.decision_id DESC, c.start`;

export async function readCitingQuotes(
  { tenantId, sql }: TenantSql,
  documentId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ quotes: CitingQuote[]; nextCursor: string | null }> {
  const cited = JSON.stringify([{ documentId }]);
  const sends = await sql.rows<{ decision_id: string }>(SENDS, [tenantId, cited, cursor ?? null, limit + 1]);
  const ids = sends.slice(0, limit).map((send) => send.decision_id);
  const quotes = ids.length === 0 ? [] : await sql.rows<CitingQuote>(QUOTES, [tenantId, ids, documentId]);
  return { quotes, nextCursor: sends.length > limit ? (ids.at(-1) ?? null) : null };
}
