import type { Actor } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

export interface NewErasure {
  readonly id: string;
  readonly customerId: string;
  readonly requestedBy: Actor;
  readonly tickets: number;
  /** Answers of other services without which it is not complete. */
  readonly expectedReports: number;
}

export interface ErasureReport {
  readonly erasureId: string;
  /** Of the message that reported, so that a second delivery adds nothing. */
  readonly id: string;
  readonly service: string;
  readonly removed: Readonly<Record<string, number>>;
  readonly expires: readonly { readonly store: string; readonly at: string }[];
}

const BEGIN = `
  INSERT INTO gateway.erasures (tenant_id, id, customer_id, requested_by, tickets, expected_reports)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const ADD = `
  INSERT INTO gateway.erasure_reports (tenant_id, erasure_id, id, service, removed, expires)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`;
const COMPLETE = `
  UPDATE gateway.erasures SET completed_at = now()
  WHERE tenant_id = $1 AND id = $2 AND completed_at IS NULL AND expected_reports <= (
    SELECT count(*) FROM gateway.erasure_reports
    WHERE tenant_id = $1 AND erasure_id = $2 AND service <> 'gateway')`;

export async function beginErasure({ tenantId, sql }: TenantSql, erasure: NewErasure): Promise<void> {
  const { id, customerId, requestedBy, tickets, expectedReports } = erasure;
  await sql.run(BEGIN, [tenantId, id, customerId, JSON.stringify(requestedBy), tickets, expectedReports]);
}

export async function addReport({ tenantId, sql }: TenantSql, report: ErasureReport): Promise<void> {
  const { erasureId, id, service, removed, expires } = report;
  await sql.run(ADD, [tenantId, erasureId, id, service, JSON.stringify(removed), JSON.stringify(expires)]);
}

/** Locks the erasure, so that of two last reports one sees the other. False when there is none. */
export async function lockErasure({ tenantId, sql }: TenantSql, id: string): Promise<boolean> {
  const statement = `SELECT 1 FROM gateway.erasures WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE`;
  return (await sql.rows(statement, [tenantId, id])).length > 0;
}

const TICKETS = `
  SELECT ticket.id FROM gateway.tickets AS ticket
  JOIN gateway.erasures AS erasure USING (tenant_id, customer_id)
  WHERE erasure.tenant_id = $1 AND erasure.id = $2 AND ticket.erased_at IS NOT NULL`;

export async function ticketsOfErasure({ tenantId, sql }: TenantSql, id: string): Promise<string[]> {
  return (await sql.rows<{ id: string }>(TICKETS, [tenantId, id])).map((ticket) => ticket.id);
}

/** 1 when this report was the last one. */
export const completeErasure = ({ tenantId, sql }: TenantSql, id: string): Promise<number> =>
  sql.run(COMPLETE, [tenantId, id]);

export interface ErasureRow {
  readonly id: string;
  readonly customer_id: string;
  readonly requested_by: Actor;
  readonly requested_at: Date;
  readonly completed_at: Date | null;
  readonly tickets: number;
}

export interface ReportRow {
  readonly service: string;
  readonly removed: Readonly<Record<string, number>>;
  readonly expires: readonly { readonly store: string; readonly at: string }[];
  readonly reported_at: Date;
}

const NEWEST = `
  SELECT id, customer_id, requested_by, requested_at, completed_at, tickets FROM gateway.erasures
  WHERE tenant_id = $1 AND customer_id = $2 ORDER BY requested_at DESC LIMIT 1`;
const REPORTS = `
  SELECT service, removed, expires, reported_at FROM gateway.erasure_reports
  WHERE tenant_id = $1 AND erasure_id = $2 ORDER BY service, reported_at`;

/** The newest erasure of a customer with everything that was reported. */
export async function readErasure({ tenantId, sql }: TenantSql, customerId: string) {
  const erasure = await firstRow<ErasureRow>(sql, NEWEST, [tenantId, customerId]);
  if (!erasure) return undefined;
  return { erasure, reports: await sql.rows<ReportRow>(REPORTS, [tenantId, erasure.id]) };
}
