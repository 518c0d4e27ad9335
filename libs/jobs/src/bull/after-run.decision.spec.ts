import { RetryableError, TerminalError } from '@mesh/kernel';
import fc from 'fast-check';
import type { JobRow } from '../job-row';
import { JOB_STOPPED } from '../job-runner';
import { JOB_UNKNOWN, afterRun } from './after-run.decision';

const row = (more: Partial<JobRow> = {}): JobRow => ({
  tenant_id: 'default',
  job_id: 'sweep.1',
  name: 'sweep',
  payload: {},
  priority: 5,
  attempts: 1,
  max_attempts: 3,
  every_ms: null,
  ...more,
});
const away = new RetryableError('AWAY', 'not there');

describe('what becomes of a job after a run', () => {
  it.each([
    ['is done', row(), undefined, { result: 'completed' }],
    [
      'is done and returns',
      row({ every_ms: 50 }),
      undefined,
      { result: 'completed', again: { afterMs: 50, attempts: 0 } },
    ],
    ['is tried again', row(), away, { result: 'retried', again: { afterMs: 100, attempts: 1 } }],
    [
      'waits longer the second time',
      row({ attempts: 2 }),
      away,
      { result: 'retried', again: { afterMs: 200, attempts: 2 } },
    ],
    ['gives up after the last try', row({ attempts: 3 }), away, { result: 'failed' }],
    ['gives up at once when it cannot succeed', row(), new TerminalError('NO', 'never'), { result: 'failed' }],
    [
      'gives up and returns with its interval',
      row({ attempts: 3, every_ms: 50 }),
      away,
      { result: 'failed', again: { afterMs: 50, attempts: 0 } },
    ],
  ])('%s', (_what, job, error, ending) => expect(afterRun(job, 100, error)).toEqual(ending));

  it('does not count a try that the service cut off, or could not begin', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom(JOB_STOPPED, JOB_UNKNOWN), (attempts, code) => {
        const { result, again } = afterRun(row({ attempts, max_attempts: 1 }), 100, new RetryableError(code, 'x'));
        expect([result, again?.attempts]).toEqual(['stopped', attempts - 1]);
      }),
    );
  });
});
