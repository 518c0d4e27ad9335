import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

const CREATED = 'tenant_id = $1 AND created_at >= $2 AND created_at < $3';

/** Tickets that were created in the period, and what has become of them until now. */
const TICKETS = `
  SELECT count(*)::int AS created,
    count(*) FILTER (WHERE status = 'resolved')::int AS resolved,
    count(*) FILTER (WHERE status = 'closed')::int AS closed,
    count(*) FILTER (WHERE status = 'with_person')::int AS "withPerson",
    count(*) FILTER (WHERE status = 'awaiting_approval')::int AS "awaitingApproval",
    count(*) FILTER (WHERE status NOT IN ('resolved', 'closed', 'with_person', 'awaiting_approval'))::int AS working,
    count(*) FILTER (WHERE outcome = 'confirmed')::int AS confirmed,
    count(*) FILTER (WHERE outcome = 'assumed')::int AS assumed,
    count(*) FILTER (WHERE outcome = 'by_person')::int AS "byPerson",
    count(*) FILTER (WHERE status = 'resolved' AND resolved_at <= now() - interval '7 days')::int AS durable,
    coalesce(sum(cost_micros), 0)::bigint AS "costMicros",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_reply_at - created_at) * 1000) AS "replyP50",
    percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM first_reply_at - created_at) * 1000) AS "replyP95",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - created_at) * 1000) AS "resolveP50",
    percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - created_at) * 1000) AS "resolveP95"
  FROM gateway.tickets WHERE ${CREATED}`;

const groupedBy = (column: string): string => `
  SELECT coalesce(${column}, 'none') AS name, count(*)::int AS count FROM gateway.tickets WHERE ${CREATED}
  GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200`;
const BY_CATEGORY = groupedBy('category');
const BY_CHANNEL = groupedBy('channel');

const SENDS = `
  SELECT origin AS name, count(*)::int AS count FROM gateway.outbound_sends
  WHERE tenant_id = $1 AND sent_at >= $2 AND sent_at < $3 GROUP BY 1 ORDER BY 1`;

const HANDOVERS = `
  SELECT data->>'reason' AS name, count(*)::int AS count FROM gateway.timeline
  WHERE tenant_id = $1 AND type = 'support.ticket.handed_over.v1' AND at >= $2 AND at < $3
  GROUP BY 1 ORDER BY 2 DESC, 1`;

const APPROVALS = `
  SELECT count(*)::int AS requested,
    count(*) FILTER (WHERE status IN ('open', 'held'))::int AS pending,
    count(*) FILTER (WHERE status = 'decided' AND decision = 'approve' AND reply IS NULL)::int AS approved,
    count(*) FILTER (WHERE status = 'decided' AND reply IS NOT NULL AND decision IN ('approve', 'edit'))::int AS edited,
    count(*) FILTER (WHERE status = 'decided' AND decision = 'reject')::int AS rejected,
    count(*) FILTER (WHERE status = 'decided' AND decision = 'take_over')::int AS "takenOver",
    count(*) FILTER (WHERE status = 'expired')::int AS expired,
    count(*) FILTER (WHERE status = 'superseded')::int AS superseded,
    avg(edit_distance) FILTER (WHERE status = 'decided' AND decision IN ('approve', 'edit')) AS "meanEditDistance",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at) * 1000) AS "decideP50",
    percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at) * 1000) AS "decideP95"
  FROM gateway.approvals WHERE ${CREATED}`;

const FEEDBACK = `
  SELECT count(*)::int AS given, count(*) FILTER (WHERE solved)::int AS solved, avg(rating)::float8 AS "meanRating"
  FROM gateway.feedback WHERE ${CREATED}`;

export interface Period {
  readonly from: Date;
  readonly to: Date;
}

interface Counted {
  readonly name: string;
  readonly count: number;
}

const countsOf = (rows: readonly Counted[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ name, count }) => [name, count]));

const rounded = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Math.max(0, Math.round(value));

type TicketFigures = Record<
  | 'created'
  | 'resolved'
  | 'closed'
  | 'withPerson'
  | 'awaitingApproval'
  | 'working'
  | 'confirmed'
  | 'assumed'
  | 'byPerson'
  | 'durable',
  number
> & {
  readonly costMicros: string;
  readonly replyP50: number | null;
  readonly replyP95: number | null;
  readonly resolveP50: number | null;
  readonly resolveP95: number | null;
};

type ApprovalFigures = Record<
  'requested' | 'pending' | 'approved' | 'edited' | 'rejected' | 'takenOver' | 'expired' | 'superseded',
  number
> & { readonly meanEditDistance: number | null; readonly decideP50: number | null; readonly decideP95: number | null };

type FeedbackFigures = { readonly given: number; readonly solved: number; readonly meanRating: number | null };

/** Volumes, outcomes, times, cost and approval statistics of a period. */
export async function analyticsSummary({ tenantId, sql }: TenantSql, period: Period) {
  const values = [tenantId, period.from, period.to];
  const one = async <Row extends object>(statement: string): Promise<Row> => {
    const row = await firstRow<Row>(sql, statement, values);
    if (!row) throw new TypeError('an aggregate returns a row');
    return row;
  };
  const counted = async (statement: string) => countsOf(await sql.rows<Counted>(statement, values));
  const { costMicros, ...tickets } = await one<TicketFigures>(TICKETS);
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    volumes: {
      ...volumesOf(tickets),
      byCategory: await counted(BY_CATEGORY),
      byChannel: await counted(BY_CHANNEL),
    },
    outcomes: { ...outcomesOf(tickets), handedOver: await counted(HANDOVERS), replies: await counted(SENDS) },
    timesMs: {
      firstReply: { p50: rounded(tickets.replyP50), p95: rounded(tickets.replyP95) },
      resolution: { p50: rounded(tickets.resolveP50), p95: rounded(tickets.resolveP95) },
    },
    cost: costOf(Number(costMicros), tickets.created),
    approvals: approvalsOf(await one<ApprovalFigures>(APPROVALS)),
    feedback: await one<FeedbackFigures>(FEEDBACK),
  };
}

const volumesOf = (tickets: Omit<TicketFigures, 'costMicros'>) => {
  const { created, resolved, closed, withPerson, awaitingApproval, working } = tickets;
  return { created, resolved, closed, withPerson, awaitingApproval, working };
};

const outcomesOf = ({ confirmed, assumed, byPerson, durable }: Omit<TicketFigures, 'costMicros'>) => ({
  confirmed,
  assumed,
  byPerson,
  durable,
});

const costOf = (micros: number, tickets: number) => ({
  micros,
  perTicketMicros: tickets === 0 ? null : Math.round(micros / tickets),
  currency: 'USD' as const,
});

const approvalsOf = ({ decideP50, decideP95, ...counts }: ApprovalFigures) => ({
  ...counts,
  decisionMs: { p50: rounded(decideP50), p95: rounded(decideP95) },
});
