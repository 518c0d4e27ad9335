import type { Actor, Message } from '@mesh/contracts';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import type { AnyFact } from './apply-fact';

export interface NewTimelineEntry extends AnyFact {
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly message: Message;
}

/** Says in the same breath whether there are webhooks, so that a tenant without any pays nothing for them. */
const APPEND = `
  WITH appended AS (
    INSERT INTO gateway.timeline (tenant_id, ticket_id, sequence, id, type, turn, status, actor, data, duration_ms,
      cost_micros, at, correlation_id, causation_id)
    SELECT $1, entry.* FROM jsonb_to_recordset($2::jsonb) AS entry (
      ticket_id uuid, sequence integer, id uuid, type text, turn integer, status text, actor jsonb, data jsonb,
      duration_ms integer, cost_micros bigint, at timestamptz, correlation_id text, causation_id text))
  SELECT EXISTS (SELECT 1 FROM gateway.webhooks WHERE tenant_id = $1 AND enabled) AS "hasWebhooks"`;

/** Adds facts to the timelines of their tickets. */
export async function appendTimeline(
  { tenantId, sql }: TenantSql,
  entries: readonly NewTimelineEntry[],
): Promise<{ hasWebhooks: boolean }> {
  const rows = JSON.stringify(entries.map(rowOf));
  const found = await firstRow<{ hasWebhooks: boolean }>(sql, APPEND, [tenantId, rows]);
  return { hasWebhooks: found?.hasWebhooks ?? false };
}

const rowOf = ({ message, ...entry }: NewTimelineEntry) => ({
  ticket_id: entry.ticketId,
  sequence: entry.sequence,
  id: entry.id,
  type: entry.type,
  turn: entry.turn,
  status: entry.status,
  actor: entry.actor,
  data: message.data,
  duration_ms: entry.durationMs,
  cost_micros: entry.costMicros,
  at: message.time,
  correlation_id: message.correlationId,
  causation_id: message.causationId,
});

export interface TimelineRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly turn: number;
  readonly status: string;
  readonly actor: Actor;
  readonly data: Readonly<Record<string, unknown>>;
  readonly duration_ms: number | null;
  readonly cost_micros: string | null;
  readonly at: Date;
  readonly correlation_id: string;
  readonly xact: string;
  readonly position: string;
}

const COLUMNS = `id, ticket_id, sequence, type, turn, status, actor, data, duration_ms, cost_micros, at, correlation_id,
  xact, position`;
const OF_TICKET = `
  SELECT ${COLUMNS} FROM gateway.timeline
  WHERE tenant_id = $1 AND ticket_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4`;

/** The facts of a ticket after a sequence, without gaps. */
export const readTimeline = (
  { tenantId, sql }: TenantSql,
  ticketId: string,
  after: number,
  limit: number,
): Promise<TimelineRow[]> => sql.rows(OF_TICKET, [tenantId, ticketId, after, limit]);

const AT_PLACES = `
  SELECT ${COLUMNS} FROM gateway.timeline
  WHERE tenant_id = $1 AND (ticket_id, sequence) IN (SELECT * FROM unnest($2::uuid[], $3::integer[]))`;

/** Single facts, wherever they stand. */
export const readFacts = (
  { tenantId, sql }: TenantSql,
  places: readonly { readonly ticketId: string; readonly sequence: number }[],
): Promise<TimelineRow[]> =>
  sql.rows(AT_PLACES, [tenantId, places.map(({ ticketId }) => ticketId), places.map(({ sequence }) => sequence)]);

/** Only transactions older than every running one: nothing can appear behind this any more. */
const OF_TENANT = `
  SELECT ${COLUMNS} FROM gateway.timeline
  WHERE tenant_id = $1 AND (xact, position) > ($2::bigint, $3::bigint)
    AND xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    AND ($5::pg_snapshot IS NULL OR NOT pg_visible_in_snapshot(xact::text::xid8, $5::pg_snapshot))
  ORDER BY xact, position LIMIT $4`;

/** Where a reader of the tenant's stream is. */
export interface StreamPosition {
  readonly xact: string;
  readonly position: string;
  /** What had happened when the reader came, where it is to hear only of later facts. */
  readonly since?: string;
}

export const readTenantTimeline = (
  { tenantId, sql }: TenantSql,
  after: StreamPosition,
  limit: number,
): Promise<TimelineRow[]> => sql.rows(OF_TENANT, [tenantId, after.xact, after.position, limit, after.since ?? null]);

const NOW = `
  SELECT (pg_snapshot_xmin(now)::text::bigint - 1)::text AS xact, 9223372036854775807::text AS position, now::text AS since
  FROM pg_current_snapshot() AS now`;

/**
 * The position behind everything that has happened so far. The oldest running transaction alone does not tell it: facts
 * younger than that one may be committed already.
 */
export async function currentPosition({ sql }: TenantSql): Promise<StreamPosition> {
  const [row] = await sql.rows<Required<StreamPosition>>(NOW);
  if (!row) throw new Error('Postgres gave no snapshot');
  return row;
}
