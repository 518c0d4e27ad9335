import type { Sql } from '@mesh/persistence';
import type { JobRow, NewJob } from './job-row';
import type { CountedJobs } from './job-statuses';

const CLAIMED = 'j.tenant_id, j.job_id, j.name, j.payload, j.priority, j.attempts, j.max_attempts, j.every_ms';

/** The statements of the jobs table of one service. Time is the database's. */
export class PgJobTable {
  private readonly table: string;

  constructor(schema: string) {
    this.table = `${schema}.jobs`;
  }

  async insert(sql: Sql, job: NewJob, key: string | undefined): Promise<string> {
    const rows = await sql.rows<{ job_id: string }>(
      `INSERT INTO ${this.table} AS j (tenant_id, job_id, name, payload, priority, max_attempts, not_before, waiting_key)
       VALUES ($1, $2, $3, $4, $5, $6, now() + $7::integer * interval '1 millisecond', $8)
       ON CONFLICT (tenant_id, name, waiting_key) WHERE waiting_key IS NOT NULL
       DO UPDATE SET priority = LEAST(j.priority, excluded.priority), not_before = LEAST(j.not_before, excluded.not_before)
       RETURNING j.job_id`,
      [...parametersOf(job), key ?? null],
    );
    return rows[0]?.job_id ?? job.id;
  }

  async upsertRepeated(sql: Sql, job: NewJob, key: string, everyMs: number): Promise<string> {
    const rows = await sql.rows<{ job_id: string }>(
      `INSERT INTO ${this.table} AS j
         (tenant_id, job_id, name, payload, priority, max_attempts, not_before, repeat_key, every_ms)
       VALUES ($1, $2, $3, $4, $5, $6, now() + $7::integer * interval '1 millisecond', $8, $9)
       ON CONFLICT (tenant_id, name, repeat_key) WHERE repeat_key IS NOT NULL
       DO UPDATE SET every_ms = excluded.every_ms, payload = excluded.payload,
         not_before = LEAST(j.not_before, now() + excluded.every_ms * interval '1 millisecond')
       RETURNING j.job_id`,
      [...parametersOf(job), key, everyMs],
    );
    return rows[0]?.job_id ?? job.id;
  }

  /** A run in hand ends in peace: its row goes when it is waiting again. */
  removeRepeated(sql: Sql, tenantId: string, name: string, key: string): Promise<number> {
    return sql.run(
      `DELETE FROM ${this.table} WHERE tenant_id = $1 AND name = $2 AND repeat_key = $3 AND state <> 'active'`,
      [tenantId, name, key],
    );
  }

  /** Takes jobs that are due, the most urgent first, past those that others hold. */
  async claim(sql: Sql, names: readonly string[], limit: number, worker: string, leaseMs: number): Promise<JobRow[]> {
    const rows = await sql.rows<JobRow>(
      `WITH due AS MATERIALIZED (
         SELECT tenant_id, job_id FROM ${this.table}
         WHERE state = 'waiting' AND not_before <= now() AND name = ANY($1::text[])
         ORDER BY priority, not_before, job_id LIMIT $2 FOR UPDATE SKIP LOCKED)
       UPDATE ${this.table} j SET state = 'active', attempts = j.attempts + 1, waiting_key = NULL,
         leased_by = $3, lease_until = now() + $4::integer * interval '1 millisecond'
       FROM due WHERE j.tenant_id = due.tenant_id AND j.job_id = due.job_id
       RETURNING ${CLAIMED}`,
      [names, limit, worker, leaseMs],
    );
    return rows.sort((left, right) => left.priority - right.priority);
  }

  /** Keeps what a worker still runs from counting as stalled. */
  async renew(sql: Sql, worker: string, leaseMs: number): Promise<void> {
    await sql.run(
      `UPDATE ${this.table} SET lease_until = now() + $2::integer * interval '1 millisecond'
       WHERE state = 'active' AND leased_by = $1`,
      [worker, leaseMs],
    );
  }

  /** Ends a run; a repeated job goes back to wait for its next one. */
  async finish(sql: Sql, job: JobRow, worker: string, errorCode: string | undefined): Promise<void> {
    await sql.run(
      `UPDATE ${this.table} SET lease_until = NULL, leased_by = NULL, finished_at = now(), error_code = $4,
         state = CASE WHEN every_ms IS NULL THEN $5 ELSE 'waiting' END,
         attempts = CASE WHEN every_ms IS NULL THEN attempts ELSE 0 END,
         not_before = now() + COALESCE(every_ms, 0) * interval '1 millisecond'
       WHERE tenant_id = $1 AND job_id = $2 AND leased_by = $3`,
      [job.tenant_id, job.job_id, worker, errorCode ?? null, errorCode === undefined ? 'completed' : 'failed'],
    );
  }

  /** Puts a job back for another try. `attempts` stays, unless the try did not count. */
  async retry(
    sql: Sql,
    job: JobRow,
    worker: string,
    again: { code: string; afterMs: number; counts: boolean },
  ): Promise<void> {
    await sql.run(
      `UPDATE ${this.table} SET state = 'waiting', lease_until = NULL, leased_by = NULL, error_code = $4,
         not_before = now() + $5::integer * interval '1 millisecond', attempts = attempts - $6::integer
       WHERE tenant_id = $1 AND job_id = $2 AND leased_by = $3`,
      [job.tenant_id, job.job_id, worker, again.code, again.afterMs, again.counts ? 0 : 1],
    );
  }

  /** Gives jobs whose worker has vanished to somebody else, or up. Returns how many there were. */
  reclaimStalled(sql: Sql): Promise<number> {
    return sql.run(
      `UPDATE ${this.table} SET lease_until = NULL, leased_by = NULL, error_code = 'JOB_STALLED', not_before = now(),
         state = CASE WHEN attempts < max_attempts OR every_ms IS NOT NULL THEN 'waiting' ELSE 'failed' END,
         finished_at = CASE WHEN attempts < max_attempts OR every_ms IS NOT NULL THEN NULL ELSE now() END
       WHERE state = 'active' AND lease_until < now()`,
    );
  }

  /** Removes what ended long enough ago. */
  removeEnded(sql: Sql, keepCompletedMs: number, keepFailedMs: number): Promise<number> {
    return sql.run(
      `DELETE FROM ${this.table} WHERE state IN ('completed', 'failed') AND finished_at < now() -
         CASE state WHEN 'completed' THEN $1::bigint ELSE $2::bigint END * interval '1 millisecond'`,
      [keepCompletedMs, keepFailedMs],
    );
  }

  status(sql: Sql): Promise<CountedJobs[]> {
    return sql.rows<CountedJobs>(
      `SELECT name,
         count(*) FILTER (WHERE state = 'waiting' AND not_before <= now())::integer AS waiting,
         count(*) FILTER (WHERE state = 'waiting' AND not_before > now())::integer AS delayed,
         count(*) FILTER (WHERE state = 'active')::integer AS active,
         count(*) FILTER (WHERE state = 'failed')::integer AS failed,
         count(*) FILTER (WHERE state = 'completed')::integer AS completed,
         COALESCE(max(EXTRACT(epoch FROM now() - not_before) * 1000)
           FILTER (WHERE state = 'waiting' AND not_before <= now()), 0)::float8 AS "oldestWaitingMs"
       FROM ${this.table} GROUP BY name ORDER BY name`,
    );
  }
}

const parametersOf = (job: NewJob): unknown[] => [
  job.tenantId,
  job.id,
  job.name,
  JSON.stringify(job.payload),
  job.priority,
  job.maxAttempts,
  job.delayMs,
];
