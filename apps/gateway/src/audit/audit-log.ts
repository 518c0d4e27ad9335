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
const CHAIN = `
  SELECT sequence, at, actor, action, subject, details, correlation_id, prev_hash, hash
  FROM gateway.audit_log WHERE tenant_id = $1 ORDER BY sequence`;

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

/** The whole chain of a tenant, for `firstBrokenLink`. */
export async function readAuditChain({ tenantId, sql }: TenantSql): Promise<ChainedEntry[]> {
  const rows = await sql.rows<AuditRow>(CHAIN, [tenantId]);
  return rows.map(({ correlation_id, prev_hash, ...row }) => ({
    ...row,
    tenantId,
    at: row.at.toISOString(),
    correlationId: correlation_id,
    prevHash: prev_hash,
  }));
}
