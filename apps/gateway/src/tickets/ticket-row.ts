import type { TicketStatus, TriageResult } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import type { Handover } from '../turns/handover';
import { type StatusOverride, shownStatus } from '../projection/ticket-status';
import type { TenantSql } from './tenant-sql';

export interface Assignee {
  readonly queue?: string | undefined;
  readonly user?: string | undefined;
}

/** A ticket as the gateway keeps it. */
export interface TicketRow {
  readonly id: string;
  readonly status: TicketStatus;
  readonly projected_status: TicketStatus;
  readonly override: StatusOverride | null;
  /** The last sequence applied. */
  readonly version: number;
  readonly turn: number;
  /** The highest turn of which a fact was applied. */
  readonly fact_turn: number;
  readonly category: string | null;
  readonly priority: string | null;
  readonly requested_priority: string | null;
  readonly triage: TriageResult | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly customer_id: string;
  readonly channel: string;
  readonly locale: string | null;
  readonly external_id: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly handover: Handover | null;
  readonly assignee: Assignee | null;
  readonly outcome: string | null;
  /** A bigint, so text. */
  readonly cost_micros: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly first_reply_at: Date | null;
  readonly resolved_at: Date | null;
}

export const TICKET_COLUMNS = `id, status, projected_status, override, version, turn, fact_turn, category, priority,
  requested_priority, triage, subject, body, customer_id, channel, locale, external_id, metadata, handover, assignee,
  outcome, cost_micros, created_at, updated_at, first_reply_at, resolved_at`;

const FIND = `SELECT ${TICKET_COLUMNS} FROM gateway.tickets WHERE tenant_id = $1 AND id = $2`;

export const findTicket = ({ tenantId, sql }: TenantSql, id: string): Promise<TicketRow | undefined> =>
  firstRow(sql, FIND, [tenantId, id]);

/** Takes the row lock behind which everything that people can race on happens. Always the first lock of a transaction. */
export const lockTicket = ({ tenantId, sql }: TenantSql, id: string): Promise<TicketRow | undefined> =>
  firstRow(sql, `${FIND} FOR NO KEY UPDATE`, [tenantId, id]);

const LOCK_SEVERAL = `
  SELECT ${TICKET_COLUMNS} FROM gateway.tickets WHERE tenant_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE`;

/** The same for several tickets, in the order of their ids. Those that do not exist are missing in the answer. */
export async function lockTickets(
  { tenantId, sql }: TenantSql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TicketRow>> {
  const rows = await sql.rows<TicketRow>(LOCK_SEVERAL, [tenantId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the gateway itself may change about a locked ticket. */
export interface TicketChange {
  readonly turn?: number;
  /** null takes the override back. */
  readonly override?: StatusOverride | null;
  readonly handover?: Handover | null;
}

const SAVE = `
  UPDATE gateway.tickets SET turn = $3, override = $4, status = $5, handover = $6, updated_at = now()
  WHERE tenant_id = $1 AND id = $2`;

/** Writes the change and returns the ticket as it then is. */
export async function changeTicket(
  { tenantId, sql }: TenantSql,
  ticket: TicketRow,
  change: TicketChange,
): Promise<TicketRow> {
  const changed = { ...ticket, ...change };
  const status = shownStatus(ticket.projected_status, changed.override ?? undefined);
  await sql.run(SAVE, [
    tenantId,
    ticket.id,
    changed.turn,
    jsonOrNull(changed.override),
    status,
    jsonOrNull(changed.handover),
  ]);
  return { ...changed, status };
}

export const jsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
