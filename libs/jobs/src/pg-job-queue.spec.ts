import { ConfigSource } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { z } from 'zod';
import { jobQueueContract } from '../test/job-queue.contract';
import { backoffMs } from './backoff';
import { defineJob } from './define-job';
import { JobMetrics } from './job-metrics';
import { JobsConfig } from './jobs.config';
import { jobsMigration } from './migrations/jobs-migration';
import { PgJobQueue } from './pg-job-queue';
import { PgJobTable } from './pg-job-table';

const Sweep = defineJob('sweep', z.object({}));

describe('jobs in Postgres', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'jobs_test', migrations: [jobsMigration('jobs_test')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 10, 'jobs-test');
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });
  beforeEach(() => database.query('DELETE FROM jobs_test.jobs'));

  const open = (environment: Record<string, string> = {}) => {
    const metrics = new Metrics('test', { withProcess: false });
    const config = new ConfigSource({ JOBS_POLL_MS: '10', JOBS_CONCURRENCY: '4', ...environment }).read(JobsConfig);
    const observers = { logger: Logger.silent(), metrics: new JobMetrics(metrics) };
    return { metrics, queue: new PgJobQueue(worker, new PgJobTable('jobs_test'), observers, config) };
  };

  jobQueueContract(async () => {
    const { queue } = open({ JOBS_CONCURRENCY: '4' });
    return { queue, another: () => open().queue, stop: () => queue.stop() };
  });

  const insert = (state: string, more: Record<string, string>) => {
    const columns = { tenant_id: `'default'`, job_id: 'gen_random_uuid()', name: `'sweep'`, payload: `'{}'`, ...more };
    return database.query(
      `INSERT INTO jobs_test.jobs (${Object.keys(columns).join()}, state, priority, max_attempts)
       VALUES (${Object.values(columns).join()}, '${state}', 5, 3)`,
    );
  };

  it('gives a job back when its worker has vanished, and counts it', async () => {
    await insert('active', {
      lease_until: `now() - interval '1 second'`,
      leased_by: 'gen_random_uuid()',
      attempts: '1',
    });
    const { queue, metrics } = open();
    const attempts: number[] = [];
    queue.process(Sweep, async ({ attempt }) => void attempts.push(attempt));
    queue.start();
    await waitFor('the job to be done again', () => attempts.length === 1);
    await queue.stop();
    expect(attempts).toEqual([2]);
    expect(await metrics.render()).toMatch(/mesh_jobs_stalled_total\S* 1/);
  });

  it('removes what ended long ago and keeps failures longer', async () => {
    for (const state of ['completed', 'failed']) await insert(state, { finished_at: `now() - interval '1 day'` });
    const { queue } = open({ JOBS_KEEP_COMPLETED_MS: '3600000' });
    queue.process(Sweep, () => Promise.resolve());
    queue.start();
    const states = () => database.query<{ state: string }>('SELECT state FROM jobs_test.jobs');
    await waitFor('the old job to go', async () => (await states()).length === 1);
    await queue.stop();
    expect(await states()).toEqual([{ state: 'failed' }]);
  });

  it('tells how long runs took and what is waiting', async () => {
    await insert('waiting', { name: `'unknown_job'` });
    const { queue, metrics } = open();
    let ran = false;
    queue.process(Sweep, async () => {
      ran = true;
    });
    queue.start();
    await queue.add(Sweep, { tenantId: 'default', payload: {} });
    await waitFor('the run', () => ran);
    await queue.stop();
    const text = await metrics.render();
    expect(text).toMatch(/mesh_job_duration_seconds_count\{[^}]*job="sweep"[^}]*\} 1/);
    expect(text).toMatch(/mesh_jobs_open\{[^}]*job="unknown_job",state="waiting"[^}]*\} 1/);
  });

  it('shows the HTTP role nothing', async () => {
    await expect(
      database.query(`SET ROLE mesh_api; SELECT * FROM jobs_test.jobs`).finally(() => database.query('RESET ROLE')),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('the wait before another try', () => {
  it.each([
    [1_000, 1, 1_000],
    [1_000, 3, 4_000],
    [1_000, 60, 300_000],
    [0, 5, 0],
  ])('first %d ms, after try %d: %d ms', (first, attempt, wait) => expect(backoffMs(first, attempt)).toBe(wait));
});
