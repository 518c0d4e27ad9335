import type { Actor } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import { type AuditEntry, type ChainedEntry, GENESIS_HASH, chainEntry } from './audit-chain';

/** One writer per tenant at a time, until the transaction ends; so this is the last statement of an act. */
const ENTER = `SELECT pg_advisory_xact_lock(hashtextextended('audit:' || $1, 0))`;
const LAST = `SELECT sequence, hash FROM gateway.audit_log WHERE tenant_id = $1 ORDER BY sequence DESC LIMIT 1`;
const APPEND = `
  INSERT INTO gateway.audit_log
    (tenant_id, sequence, at, actor, action, subject, details, correlation_id, prev_hash, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
const ENTRIES = `
  SELECT sequence, at, actor, action, subject, details, correlation_id, prev_hash, hash
  FROM gateway.audit_log WHERE tenant_id = $1`;
const PAGE = {
  oldest: `${ENTRIES} AND ($2::integer IS NULL OR sequence > $2) ORDER BY sequence LIMIT $3`,
  newest: `${ENTRIES} AND ($2::integer IS NULL OR sequence < $2) ORDER BY sequence DESC LIMIT $3`,
} as const;

/** Adds an act to the tenant's audit log, in the transaction of the act. */
export async function appendAudit({ tenantId, sql }: TenantSql, entry: AuditEntry): Promise<ChainedEntry> {
  await sql.rows(ENTER, [tenantId]);
  const last = await firstRow<{ sequence: number; hash: string }>(sql, LAST, [tenantId]);
  const link = chainEntry(entry, {
    tenantId,
    sequence: (last?.sequence ?? 0) + 1,
    at: new Date().toISOString(),
    prevHash: last?.hash ?? GENESIS_HASH,
  });
  await sql.run(APPEND, [
    tenantId,
    link.sequence,
    link.at,
    JSON.stringify(link.actor),
    link.action,
    link.subject,
    JSON.stringify(link.details),
    link.correlationId,
    link.prevHash,
    link.hash,
  ]);
  return link;
}

interface AuditRow {
  readonly sequence: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly details: AuditEntry['details'];
  readonly correlation_id: string;
  readonly prev_hash: string;
  readonly hash: string;
}

export interface AuditPage {
  /** Sequence of the entry that the page goes on behind, in its order; undefined: from the first one on. */
  readonly behind?: number | undefined;
  readonly order: keyof typeof PAGE;
  readonly limit: number;
}

export async function readAuditPage({ tenantId, sql }: TenantSql, page: AuditPage): Promise<ChainedEntry[]> {
  const rows = await sql.rows<AuditRow>(PAGE[page.order], [tenantId, page.behind ?? null, page.limit]);
  return rows.map((row) => entryOf(tenantId, row));
}

const entryOf = (tenantId: string, { correlation_id, prev_hash, ...row }: AuditRow): ChainedEntry => ({
  ...row,
  tenantId,
  at: row.at.toISOString(),
  correlationId: correlation_id,
  prevHash: prev_hash,
});
