import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import type { RollupPeriod } from './rollup-period';

export const FUNNEL_STAGES = [
  'created',
  'triaged',
  'researched',
  'drafted',
  'reviewed',
  'approval_requested',
  'replied',
  'resolved',
] as const;
const ENDS = [
  'handed_over',
  'with_person',
  'awaiting_approval',
  'closed',
  'confirmed',
  'assumed',
  'by_person',
] as const;

type Figure = (typeof FUNNEL_STAGES)[number] | (typeof ENDS)[number];

const COLUMNS = [...FUNNEL_STAGES, ...ENDS].map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(', ');
const FUNNEL = `
  SELECT ${COLUMNS} FROM gateway.ticket_rollups
  WHERE tenant_id = $1 AND step = $2 AND starts_at >= $3 AND starts_at < $4`;

/** How many of the tickets that were created in the period came how far. */
export async function readFunnel({ tenantId, sql }: TenantSql, { step, from, to }: RollupPeriod) {
  const row = await firstRow<Record<Figure, number>>(sql, FUNNEL, [tenantId, step, from, to]);
  if (!row) throw new TypeError('an aggregate returns a row');
  return {
    stages: FUNNEL_STAGES.map((stage) => ({ stage, tickets: row[stage] })),
    outcomes: { confirmed: row.confirmed, assumed: row.assumed, byPerson: row.by_person },
    elsewhere: {
      handedOver: row.handed_over,
      withPerson: row.with_person,
      awaitingApproval: row.awaiting_approval,
      closed: row.closed,
    },
  };
}
