import type { ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';
import type { IntakeLimits } from './kafka-options';

/** Whether to go on fetching: paused above one limit, resumed below a lower one, else left as it is. */
export function shouldPause(paused: boolean, waiting: number, limits: IntakeLimits): boolean {
  if (waiting > limits.pauseAbove) return true;
  return paused && waiting >= limits.resumeBelow;
}

/** How many inbox rows wait to be worked on now, counted no further than `most`; timers of later do not wait. */
export async function waitingRows(database: WorkerDatabase, schema: ServiceName, most: number): Promise<number> {
  const rows = await database.acrossTenants(({ sql }) =>
    sql.rows<{ n: string }>(
      `SELECT count(*) AS n FROM (
         SELECT 1 FROM ${schema}.inbox WHERE status = 'open' AND not_before <= now() LIMIT $1
       ) AS waiting`,
      [most],
    ),
  );
  return Number(rows[0]?.n ?? 0);
}
