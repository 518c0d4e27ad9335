import { type Sql, firstRow } from '@mesh/persistence';
import type { Clock, ClockStart } from './clock';

const COLUMNS =
  'step_id AS "stepId", ticket_id AS "ticketId", turn, purpose, queue, level, due_at AS "dueAt", breaches';

/** A clock that was stopped, with what names its timer. */
export type StoppedClock = Pick<Clock, 'stepId' | 'breaches'>;

/** Starts the clock of a step by the database's time; the same step again keeps the first clock, which is not new then. */
export async function startClock(sql: Sql, tenantId: string, start: ClockStart): Promise<Clock & { isNew: boolean }> {
  const { stepId, ticketId, turn, purpose, queue, level, minutes } = start;
  const [clock] = await sql.rows<Clock & { isNew: boolean }>(
    `INSERT INTO escalation.clocks (tenant_id, step_id, ticket_id, turn, purpose, queue, level, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 minute')
     ON CONFLICT (tenant_id, step_id) DO UPDATE SET step_id = EXCLUDED.step_id
     RETURNING ${COLUMNS}, xmax = 0 AS "isNew"`,
    [tenantId, stepId, ticketId, turn, purpose, queue, level, minutes],
  );
  if (!clock) throw new TypeError('an insert that returns its row returned none');
  return clock;
}

/** The clock of a step, locked, if it is still running, has breached exactly that often, and is due. */
export const lockDueClock = (sql: Sql, stepId: string, breaches: number): Promise<Clock | undefined> =>
  firstRow<Clock>(
    sql,
    `SELECT ${COLUMNS} FROM escalation.clocks
     WHERE step_id = $1 AND breaches = $2 AND stopped_at IS NULL AND due_at <= now() FOR UPDATE`,
    [stepId, breaches],
  );

/** Notes a breach and starts again in another queue. Returns the new due time. */
export async function moveClock(sql: Sql, stepId: string, queue: string, minutes: number): Promise<Date> {
  const [row] = await sql.rows<{ dueAt: Date }>(
    `UPDATE escalation.clocks
     SET breaches = breaches + 1, queue = $2, due_at = now() + $3 * interval '1 minute'
     WHERE step_id = $1 RETURNING due_at AS "dueAt"`,
    [stepId, queue, minutes],
  );
  if (!row) throw new TypeError('the clock was locked before, so it exists');
  return row.dueAt;
}

/** Notes a last breach: nothing more will be done about it. */
export const endBreached = (sql: Sql, stepId: string): Promise<number> =>
  sql.run(
    `UPDATE escalation.clocks SET breaches = breaches + 1, stopped_at = now(), stop_cause = 'breached' WHERE step_id = $1`,
    [stepId],
  );

export interface StopRule {
  readonly ticketId: string;
  /** Clocks of a later turn go on: the fact is about an older one. */
  readonly upToTurn: number;
  readonly cause: string;
  readonly purpose?: 'approval';
  readonly exceptStepId?: string;
}

/** Stops the running clocks of a ticket. */
export const stopClocks = (sql: Sql, rule: StopRule): Promise<StoppedClock[]> =>
  sql.rows<StoppedClock>(
    `UPDATE escalation.clocks SET stopped_at = now(), stop_cause = $3
     WHERE ticket_id = $1 AND turn <= $2 AND stopped_at IS NULL
       AND ($4::text IS NULL OR purpose = $4) AND ($5::uuid IS NULL OR step_id <> $5)
     RETURNING step_id AS "stepId", breaches`,
    [rule.ticketId, rule.upToTurn, rule.cause, rule.purpose ?? null, rule.exceptStepId ?? null],
  );

export const deleteClocks = (sql: Sql, ticketIds: readonly string[]): Promise<number> =>
  sql.run('DELETE FROM escalation.clocks WHERE ticket_id = ANY($1::uuid[])', [ticketIds]);
