import { FeatureFlags } from '@mesh/bootstrap';
import { SystemClock, newId } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { WebhookBell } from '../../webhooks/bells';
import { WebhookSecrets } from '../../webhooks/webhook-secrets';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { WebhookReceiver } from '../test/webhook-receiver';
import { DeliverWebhook } from './deliver-webhook';
import { WebhookDispatcher } from './webhook-dispatcher';
import { WebhookSender } from './webhook-sender.port';

jest.setTimeout(60_000);

const REDIS_URL = process.env['REDIS_URL'] ?? '';
const DELIVERIES = 60;

describe('deliveries to webhooks by two gateway replicas on Redis', () => {
  let receiver: WebhookReceiver;
  let jobs: StartedJobs;
  let replica: WebhookDispatcher;

  beforeAll(async () => {
    receiver = await new WebhookReceiver().start();
    const environment = {
      MESH_PROFILE: 'distributed',
      REDIS_URL,
      REDIS_KEY_PREFIX: `test-${newId()}`,
      WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests',
      WEBHOOK_PRIVATE_HOSTS: receiver.host,
      WEBHOOK_CHECK_MS: '100',
    };
    jobs = await startJobs(environment, new SystemClock());
    await waitFor('redis to be reached', () => jobs.jobs.status().catch(() => undefined));
    const { service } = jobs.path;
    replica = new WebhookDispatcher(
      service.get(WorkerDatabase),
      service.get(DeliverWebhook),
      service.get(WebhookSender),
      new WebhookBell(),
      new SystemClock(),
      Logger.silent(),
      service.get(FeatureFlags),
      new Metrics('replica', { withProcess: false }),
    );
  });
  afterAll(async () => {
    await replica.beforeApplicationShutdown();
    await jobs.stop();
    await receiver.stop();
  });

  beforeEach(() => (receiver.received.length = 0));

  const order = async (count: number): Promise<void> => {
    const webhookId = newId();
    const { sealed } = jobs.path.service.get(WebhookSecrets).mint({ tenantId: 'default', webhookId });
    await jobs.rows('DELETE FROM gateway.webhooks');
    await jobs.rows(
      `INSERT INTO gateway.webhooks (tenant_id, id, url, events, sealed_secret, created_by)
       VALUES ('default', $1, $2, '{*}', $3, 'kim')`,
      [webhookId, receiver.url, sealed],
    );
    await jobs.rows(
      `INSERT INTO gateway.webhook_deliveries (tenant_id, id, webhook_id, event_id, event)
       SELECT 'default', gen_random_uuid(), $1, gen_random_uuid(), 'ping' FROM generate_series(1, $2::integer)`,
      [webhookId, count],
    );
  };
  const arrived = (count: number) =>
    waitFor('every delivery', async () => {
      const [row] = await jobs.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM gateway.webhook_deliveries WHERE state = 'delivered' AND attempts = 1`,
      );
      return row?.n === count;
    });

  it('are found by the regular look when nobody has rung for them', async () => {
    await order(1);
    await arrived(1);
    expect(receiver.received).toHaveLength(1);
  });

  it('are sent once each, whichever replica takes them', async () => {
    await order(DELIVERIES);
    await Promise.all([replica.look(), jobs.path.service.get(WebhookDispatcher).look()]);
    await arrived(DELIVERIES);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([DELIVERIES, DELIVERIES]);
  });
});
