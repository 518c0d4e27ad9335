import { ConfigSource } from '@mesh/config';
import { type JobDefinition, JobQueue, type RepeatedJob } from '@mesh/jobs';
import { RetryableError } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { waitFor } from '@mesh/testing';
import { RollupsConfig } from '../../analytics/rollups.config';
import { RollUpHours } from '../analytics/analytics-jobs';
import { RemoveExpired } from '../maintenance/maintenance-jobs';
import { MaintenanceConfig } from '../maintenance/maintenance.config';
import { NOTIFICATION_JOBS, NotifyApprovals } from '../notifications/notification-jobs';
import { NotifyConfig } from '../notifications/notify.config';
import { RepliesConfig } from '../../channels/replies.config';
import { WebhooksConfig } from '../../webhooks/webhooks.config';
import { scheduleOf } from '../schedule';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { ForEachTenant } from './for-each-tenant.job';
import { RecurringJobs } from './recurring-jobs';
import { TenantList } from './tenant-list';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const WEBHOOK = { NOTIFY_WEBHOOK_URL: 'http://127.0.0.1:1/', NOTIFY_WEBHOOK_SECRET: 'a-secret-of-these-tests' };

/** Cannot be reached twice, and then can. */
class FlakyQueue extends JobQueue {
  readonly done: string[] = [];
  private failures = 2;

  async repeat(_job: JobDefinition, { key }: RepeatedJob): Promise<string> {
    if (this.failures-- > 0) throw new RetryableError('JOBS_UNAVAILABLE', 'not now');
    this.done.push(`repeat ${key}`);
    return key;
  }

  async cancelRepeat(_job: JobDefinition, { key }: RepeatedJob): Promise<void> {
    this.done.push(`cancel ${key}`);
  }

  add = async (): Promise<string> => '';
  process = (): void => undefined;
  status = async () => [];
  start = (): void => undefined;
  stop = async (): Promise<void> => undefined;
}

describe('the schedule', () => {
  const config = new ConfigSource({});
  const intervals = {
    notify: config.read(NotifyConfig),
    rollups: config.read(RollupsConfig),
    maintenance: config.read(MaintenanceConfig),
    webhooks: config.read(WebhooksConfig),
    replies: config.read(RepliesConfig),
  };
  const names = (jobs: readonly { name: string }[]) => jobs.map(({ name }) => name);
  const looks = names(NOTIFICATION_JOBS);

  it('looks for something to tell only where somebody can be told', () => {
    expect(names(scheduleOf(intervals, true).wanted.map(({ job }) => job))).toEqual(expect.arrayContaining(looks));
    const silent = scheduleOf(intervals, false);
    expect(names(silent.wanted.map(({ job }) => job)).filter((name) => looks.includes(name))).toEqual([]);
    expect(names(silent.unwanted)).toEqual(looks);
  });
});

describe('work that returns', () => {
  let jobs: StartedJobs;
  const started = async (environment: Record<string, string> = {}) => {
    jobs = await startJobs(environment);
    return jobs;
  };
  afterEach(() => jobs.stop());
  const repeated = async () =>
    (
      await jobs.rows<{ repeat_key: string }>(
        `SELECT repeat_key FROM gateway.jobs WHERE repeat_key IS NOT NULL ORDER BY repeat_key`,
      )
    ).map((row) => row.repeat_key);

  it('is one row for all tenants, and is done for each of them', async () => {
    await started();
    await waitFor('the schedule', async () => (await repeated()).length === 6);
    await jobs.rows(`INSERT INTO gateway.tenants (tenant_id, id, name) VALUES ('default', 'acme', 'Acme')`);
    await jobs.jobs.add(ForEachTenant, { tenantId: 'default', payload: { job: RollUpHours.name } });
    const tenants = () =>
      jobs.rows<{ tenant_id: string }>(
        `SELECT tenant_id FROM gateway.jobs WHERE name = 'roll_up_hours' AND state = 'completed' ORDER BY 1`,
      );
    await waitFor('every tenant', async () => (await tenants()).length === 2);
    expect(await tenants()).toEqual([{ tenant_id: 'acme' }, { tenant_id: 'default' }]);
  });

  it('is not ordered twice for a tenant while the first order waits', async () => {
    await started();
    await jobs.jobs.stop();
    for (const _ of [1, 2]) await jobs.jobs.add(RemoveExpired, { tenantId: 'default', payload: {}, key: 'due' });
    const [row] = await jobs.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM gateway.jobs WHERE name = 'remove_expired'`,
    );
    expect(row?.n).toBe(1);
  });

  it('is ordered in the end, also where the queue cannot be reached at first', async () => {
    await started();
    const flaky = new FlakyQueue();
    const schedule = { wanted: [{ job: RemoveExpired, everyMs: 1_000 }], together: [], unwanted: [NotifyApprovals] };
    const recurring = new RecurringJobs(flaky, schedule, jobs.path.service.get(TenantList), Logger.silent());
    recurring.onApplicationBootstrap();
    await waitFor('the order', () => flaky.done.length === 2);
    expect(flaky.done).toEqual([`repeat ${RemoveExpired.name}`, `cancel ${NotifyApprovals.name}`]);
    await recurring.beforeApplicationShutdown();
  });

  it('is ended when nobody can be told anything any more', async () => {
    await started(WEBHOOK);
    await waitFor('the schedule', async () => (await repeated()).length === 10);
    expect(await repeated()).toContain(NotifyApprovals.name);
    const order = { tenantId: 'default', key: NotifyApprovals.name };
    await jobs.jobs.cancelRepeat(ForEachTenant, order);
    expect(await repeated()).not.toContain(NotifyApprovals.name);
  });

  it('that is no longer known is left alone', async () => {
    await started();
    await jobs.jobs.add(ForEachTenant, { tenantId: 'default', payload: { job: NotifyApprovals.name } });
    await waitFor('the end', async () =>
      (await jobs.jobs.status()).some(({ name, completed }) => name === ForEachTenant.name && completed === 1),
    );
    expect(
      (await jobs.jobs.status()).some(
        ({ name, waiting, completed }) => name === NotifyApprovals.name && waiting + completed > 0,
      ),
    ).toBe(false);
  });
});
