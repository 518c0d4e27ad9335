/** What has run out: the rows of a table, and how to tell. `$2` is the limit that belongs to it. */
export interface Expired {
  readonly table: string;
  readonly condition: string;
  /** Before this instant; the database's own time where the row says when. */
  readonly before: Date;
}

export interface KeptFor {
  readonly notificationsDays: number;
  readonly deliveriesDays: number;
  readonly hoursSince: Date;
}

const DAY_MS = 86_400_000;

/** What is removed at an instant. Nothing that proves what was decided or done is among it. */
export function expiredAt(now: Date, { notificationsDays, deliveriesDays, hoursSince }: KeptFor): readonly Expired[] {
  const rollups = ['ticket_rollups', 'fact_rollups', 'agent_rollups'].map((table) => ({
    table,
    condition: `step = 'hour' AND starts_at < $2`,
    before: hoursSince,
  }));
  return [
    { table: 'idempotency_keys', condition: 'expires_at < $2', before: now },
    {
      table: 'notifications',
      condition: 'ended_at < $2',
      before: daysBefore(now, notificationsDays),
    },
    { table: 'webhook_deliveries', condition: 'ended_at < $2', before: daysBefore(now, deliveriesDays) },
    { table: 'inbound_requests', condition: 'received_at < $2', before: daysBefore(now, 1) },
    { table: 'queue_samples', condition: 'at < $2', before: daysBefore(now, 1) },
    ...rollups,
  ];
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);
