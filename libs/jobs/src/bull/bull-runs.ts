import { RetryableError, codeOf, reasonOf } from '@mesh/kernel';
import type { Job } from 'bull';
import type { JobRow } from '../job-row';
import type { JobRunner } from '../job-runner';
import type { JobObservers } from '../pg-job-queue';
import { type AfterRun, JOB_UNKNOWN, afterRun } from './after-run.decision';
import { BullAgain } from './bull-again';
import { type BullJobData, rowOf } from './bull-job';

/** Runs the jobs that Bull hands over, and tells it what becomes of them. */
export class BullRuns {
  private readonly runners = new Map<string, JobRunner>();

  constructor(private readonly observers: JobObservers) {}

  has(name: string): boolean {
    return this.runners.has(name);
  }

  register(runner: JobRunner): void {
    this.runners.set(runner.definition.name, runner);
  }

  definitions() {
    return [...this.runners.values()].map(({ definition }) => definition);
  }

  /** Returns when the job is done for good. @throws BullAgain when it returns, another error when it gave up */
  async run(job: Job<BullJobData>, stopping: AbortSignal): Promise<void> {
    const started = performance.now();
    const row = rowOf(job);
    const fault = await this.attempt(row, stopping);
    const ending = afterRun(row, this.runners.get(row.name)?.definition.backoffMs ?? 0, fault?.error);
    this.observers.metrics.ran(row.name, ending.result, performance.now() - started);
    if (ending.result === 'failed') this.noteFailure(row, fault?.error);
    settle(job, ending, fault?.error);
  }

  /** The fault of the run, if any. */
  private async attempt(row: JobRow, stopping: AbortSignal): Promise<{ error: unknown } | undefined> {
    try {
      const runner = this.runners.get(row.name);
      if (!runner) throw new RetryableError(JOB_UNKNOWN, 'no worker here knows this kind of job', { job: row.name });
      await runner.run(row, stopping);
      return undefined;
    } catch (error) {
      return { error: error ?? new Error('a worker threw nothing') };
    }
  }

  private noteFailure(row: JobRow, error: unknown): void {
    const fields = { job: row.name, code: codeOf(error), reason: reasonOf(error), attempts: row.attempts };
    this.observers.logger.warn('job gave up', fields);
  }
}

/** Bull counts a try when it takes the error, hence one less. */
function settle(job: Job<BullJobData>, { result, again }: AfterRun, error: unknown): void {
  if (again) {
    job.attemptsMade = again.attempts - 1;
    throw new BullAgain(again.afterMs, error === undefined ? 'JOB_REPEATS' : codeOf(error));
  }
  if (result !== 'failed') return;
  void job.discard();
  throw new BullAgain(0, codeOf(error));
}
