import { codeOf, isRetryable } from '@mesh/kernel';
import { backoffMs } from '../backoff';
import type { JobRow } from '../job-row';
import { JOB_STOPPED } from '../job-runner';

/** No worker of this process knows the kind of job: another replica, newer or older, may. */
export const JOB_UNKNOWN = 'JOB_UNKNOWN';

const UNKNOWN_AGAIN_MS = 1_000;

/** How a run ended, and when the job returns. `attempts` are the tries that count so far. */
export interface AfterRun {
  readonly result: 'completed' | 'retried' | 'failed' | 'stopped';
  readonly again?: { readonly afterMs: number; readonly attempts: number };
}

/** Decides what becomes of a job after a run. A try that the service itself cut off does not count. */
export function afterRun(row: JobRow, firstBackoffMs: number, error?: unknown): AfterRun {
  const next = row.every_ms === null ? {} : { again: { afterMs: row.every_ms, attempts: 0 } };
  if (error === undefined) return { result: 'completed', ...next };
  const code = codeOf(error);
  if (code === JOB_STOPPED) return { result: 'stopped', again: { afterMs: 0, attempts: row.attempts - 1 } };
  if (code === JOB_UNKNOWN) {
    return { result: 'stopped', again: { afterMs: UNKNOWN_AGAIN_MS, attempts: row.attempts - 1 } };
  }
  if (isRetryable(error) && row.attempts < row.max_attempts) {
    return { result: 'retried', again: { afterMs: backoffMs(firstBackoffMs, row.attempts), attempts: row.attempts } };
  }
  return { result: 'failed', ...next };
}
