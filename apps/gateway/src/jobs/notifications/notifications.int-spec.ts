import { ConfigSource } from '@mesh/config';
import { BullJobQueue, JobMetrics, JobsConfig } from '@mesh/jobs';
import { newId } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { WebhookReceiver } from '../test/webhook-receiver';
import { Channels } from './channels';
import { NotifyApprovals } from './notification-jobs';
import { SendNotificationWorker } from './send-notification.worker';
import { SendNotification } from './send-notification.job';

jest.setTimeout(60_000);

const REDIS_URL = process.env['REDIS_URL'] ?? '';
const APPROVALS = 12;

describe('notifications of two gateway replicas on Redis', () => {
  const prefix = `test-${newId()}`;
  let webhook: WebhookReceiver;
  let jobs: StartedJobs;
  let replica: BullJobQueue;

  beforeAll(async () => {
    webhook = await new WebhookReceiver().start();
    jobs = await startJobs({
      MESH_PROFILE: 'distributed',
      REDIS_URL,
      REDIS_KEY_PREFIX: prefix,
      NOTIFY_WEBHOOK_URL: webhook.url,
      NOTIFY_WEBHOOK_SECRET: 'a-webhook-secret-only-for-these-tests',
    });
    await waitFor('redis to be reached', () => jobs.jobs.status().catch(() => undefined));
    replica = openReplica();
    replica.start();
  });
  afterAll(async () => {
    await replica.stop();
    await replica.onApplicationShutdown();
    await jobs.stop();
    await webhook.stop();
  });

  /** The sending part of a second gateway on the same database and the same Redis. */
  function openReplica(): BullJobQueue {
    const metrics = new Metrics('gateway', { withProcess: false });
    const config = new ConfigSource({ JOBS_POLL_MS: '20', JOBS_CONCURRENCY: '4' }).read(JobsConfig);
    const settings = { url: REDIS_URL, keyPrefix: prefix, service: 'gateway' };
    const queue = new BullJobQueue(
      { ...settings, commandTimeoutMs: 500, startupGraceMs: 60_000 },
      { logger: Logger.silent(), metrics: new JobMetrics(metrics) },
      config,
    );
    const { service } = jobs.path;
    new SendNotificationWorker(queue, service.get(Channels), service.get(WorkerDatabase), metrics).onModuleInit();
    return queue;
  }

  it('reach people once each, also when their jobs are ordered again and again', async () => {
    const dueAt = new Date(Date.now() + 60_000).toISOString();
    for (let n = 0; n < APPROVALS; n += 1) await jobs.path.openApproval({ dueAt });
    await jobs.run(NotifyApprovals);
    const ids = (await jobs.rows<{ id: string }>('SELECT id FROM gateway.notifications')).map(({ id }) => id);
    for (const queue of [jobs.jobs, replica]) {
      for (const id of ids) await queue.add(SendNotification, { tenantId: 'default', payload: { id } });
    }
    await waitFor('every job to end', async () => {
      const status = (await replica.status()).find(({ name }) => name === SendNotification.name);
      return status?.completed === 3 * APPROVALS;
    });
    expect(ids).toHaveLength(APPROVALS);
    expect(webhook.received.map(({ body }) => body['id']).sort()).toEqual(ids.sort());
  });
});
