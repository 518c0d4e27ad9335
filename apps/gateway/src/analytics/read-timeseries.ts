import type { TenantSql } from '../tickets/tenant-sql';
import type { RollupPeriod } from './rollup-period';

const BUCKET = 'tenant_id = $1 AND step = $2 AND starts_at >= $3 AND starts_at < $4';
const TICKETS = `
  SELECT starts_at AS "startsAt", sum(created)::int AS created, sum(replied)::int AS replied,
    sum(resolved)::int AS resolved, sum(closed)::int AS closed, sum(handed_over)::int AS "handedOver",
    sum(cost_micros)::bigint AS "costMicros"
  FROM gateway.ticket_rollups WHERE ${BUCKET} GROUP BY starts_at`;
const FACTS = `
  SELECT starts_at AS "startsAt", split_part(type, '.', 3) AS fact, facts AS count,
    round(duration_ms::numeric / nullif(timed, 0))::int AS "meanMs", longest_ms AS "longestMs"
  FROM gateway.fact_rollups WHERE ${BUCKET} ORDER BY type`;

interface TicketFigures {
  readonly startsAt: Date;
  readonly created: number;
  readonly replied: number;
  readonly resolved: number;
  readonly closed: number;
  readonly handedOver: number;
  /** A bigint, so text. */
  readonly costMicros: string;
}

interface FactFigures {
  readonly startsAt: Date;
  readonly fact: string;
  readonly count: number;
  readonly meanMs: number | null;
  readonly longestMs: number;
}

const NOTHING = { created: 0, replied: 0, resolved: 0, closed: 0, handedOver: 0, costMicros: 0 };

/** Tickets by when they were created and facts by when they happened; hours and days without any are left out. */
export async function readTimeseries({ tenantId, sql }: TenantSql, { step, from, to }: RollupPeriod) {
  const values = [tenantId, step, from, to];
  const tickets = new Map(
    (await sql.rows<TicketFigures>(TICKETS, values)).map(({ startsAt, costMicros, ...rest }) => [
      startsAt.toISOString(),
      { ...rest, costMicros: Number(costMicros) },
    ]),
  );
  const facts = factsByStart(await sql.rows<FactFigures>(FACTS, values));
  const starts = [...new Set([...tickets.keys(), ...facts.keys()])].sort();
  return starts.map((startsAt) => ({
    startsAt,
    tickets: tickets.get(startsAt) ?? NOTHING,
    facts: facts.get(startsAt) ?? [],
  }));
}

function factsByStart(rows: readonly FactFigures[]): Map<string, Omit<FactFigures, 'startsAt'>[]> {
  const groups = new Map<string, Omit<FactFigures, 'startsAt'>[]>();
  for (const { startsAt, ...figures } of rows) {
    const key = startsAt.toISOString();
    groups.set(key, [...(groups.get(key) ?? []), figures]);
  }
  return groups;
}
