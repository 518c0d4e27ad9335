import { RetryableError, TerminalError } from '@mesh/kernel';
import type { JobDefinition, PayloadOf } from './define-job';
import type { JobWorker } from './job-queue.port';
import type { JobRow } from './job-row';

/** Why a run was aborted by the service itself; such a try does not count. */
export const JOB_STOPPED = 'JOB_STOPPED';

/** A kind of job and who does it. */
export class JobRunner<Definition extends JobDefinition = JobDefinition> {
  constructor(
    readonly definition: Definition,
    private readonly worker: JobWorker<PayloadOf<Definition>>,
  ) {}

  /** Runs one job within its time limit. The promise ends with the limit even if the worker does not. */
  async run(row: JobRow, stopping: AbortSignal): Promise<void> {
    const limit = new AbortController();
    const stop = () => limit.abort(new RetryableError(JOB_STOPPED, 'the service stops'));
    const timer = setTimeout(() => limit.abort(this.timedOut()), this.definition.timeoutMs);
    stopping.addEventListener('abort', stop, { once: true });
    try {
      if (stopping.aborted) stop();
      const run = { id: row.job_id, tenantId: row.tenant_id, payload: this.payloadOf(row), attempt: row.attempts };
      limit.signal.throwIfAborted();
      await Promise.race([this.worker({ ...run, signal: limit.signal }), rejectionOf(limit.signal)]);
      limit.signal.throwIfAborted();
    } finally {
      clearTimeout(timer);
      stopping.removeEventListener('abort', stop);
    }
  }

  private payloadOf(row: JobRow): PayloadOf<Definition> {
    const parsed = this.definition.payload.safeParse(row.payload);
    if (!parsed.success) throw new TerminalError('JOB_PAYLOAD_INVALID', 'the payload does not fit the job');
    return parsed.data as PayloadOf<Definition>;
  }

  private timedOut(): RetryableError {
    return new RetryableError('JOB_TIMED_OUT', 'the job took longer than allowed', {
      timeoutMs: this.definition.timeoutMs,
    });
  }
}

const rejectionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
