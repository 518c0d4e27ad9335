import { waitFor } from '@mesh/testing';
import { gateway } from '../gateway.service';
import { dismissServices, playService, type Edge, startEdge } from '../http/test/start-edge';
import { MailReceiver } from '../jobs/test/mail-receiver';
import { WebhookReceiver } from '../jobs/test/webhook-receiver';
import { Channels } from '../jobs/notifications/channels';

const MODEL = { kind: 'model', name: 'large at models.example', state: 'left_alone', breaker: 'open' };

describe('the servers of others that the mesh calls', () => {
  let edge: Edge;
  let mail: MailReceiver;
  let shop: WebhookReceiver;
  beforeAll(async () => {
    [mail, shop] = await Promise.all([new MailReceiver().start(), new WebhookReceiver().start()]);
    const environment = {
      NOTIFY_SMTP_URL: mail.url,
      NOTIFY_MAIL_FROM: 'mesh@example.com',
      NOTIFY_MAIL_TO: 'lead@example.com',
      WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests',
      WEBHOOK_PRIVATE_HOSTS: shop.host,
      WEBHOOK_CHECK_MS: '50',
      JOBS_POLL_MS: '20',
    };
    edge = await startEdge(environment, gateway);
  }, 60_000);
  afterAll(async () => {
    await edge.stop();
    await Promise.all([mail.stop(), shop.stop()]);
  });

  const list = async (key?: string) => {
    const { status, body } = await edge.ask('GET', '/v1/external-services', key === undefined ? {} : { key });
    expect(status).toBe(200);
    return body as { items: Record<string, unknown>[]; unavailable: string[] };
  };
  const kind = async (wanted: string) => (await list()).items.filter((item) => item['kind'] === wanted);

  it('are told by the services that call them; one that is away is named and hides no other', async () => {
    dismissServices(edge.registry);
    playService(edge.registry, 'triage', { status: 200, body: { items: [MODEL] } });
    playService(edge.registry, 'quality', { status: 500, body: {} });
    const { items, unavailable } = await list();
    expect(items).toContainEqual({ ...MODEL, service: 'triage' });
    expect(unavailable).toEqual(['supervisor', 'research', 'solution', 'quality', 'escalation']);
  });

  it('include the mail server, as the last mail went', async () => {
    expect(await kind('mail')).toEqual([{ kind: 'mail', name: 'mail', state: 'unknown', service: 'gateway' }]);
    const channels = edge.service.app.get(Channels, { strict: false });
    const send = () =>
      channels.deliver(
        'mail',
        {
          id: 'n-1',
          tenantId: 'default',
          kind: 'queue_growing',
          subject: 'billing',
          stage: 'hour',
          facts: { waiting: 21 },
          channel: 'mail',
          createdAt: new Date(),
          attempts: 1,
        },
        new AbortController().signal,
      );
    await send();
    expect(await kind('mail')).toMatchObject([{ state: 'ok', latencyMs: expect.any(Number) as number }]);
    mail.trouble = 'busy';
    await expect(send()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
    expect(await kind('mail')).toMatchObject([{ state: 'failing', lastError: 'MAIL_UNAVAILABLE' }]);
  });

  it('include the receivers of the tenant’s own webhooks, without the secrets that an address may hold', async () => {
    const id = '01a23179-2640-733d-8cff-4d8ca38fa284';
    await edge.database.query(
      `INSERT INTO gateway.webhooks (tenant_id, id, url, events, sealed_secret, created_by)
       VALUES ('default', $1, $2, '{*}', 'sealed', 'kim'), ('other', $1, $2, '{*}', 'sealed', 'kim')`,
      [id, `${shop.url}?token=canary`],
    );
    expect(await kind('webhook')).toEqual([
      { kind: 'webhook', name: `${shop.host} ${id}`, state: 'unknown', service: 'gateway' },
    ]);
    await edge.database.query(
      `INSERT INTO gateway.webhook_deliveries
         (tenant_id, id, webhook_id, event_id, event, state, attempts, last_attempt_at, response_status, ended_at)
       VALUES ('default', gen_random_uuid(), $1, gen_random_uuid(), 'trial', 'failed', 1, now(), 503, now())`,
      [id],
    );
    await waitFor('the failure', async () => (await kind('webhook'))[0]?.['state'] === 'failing');
    expect((await kind('webhook'))[0]).toMatchObject({ lastError: 'HTTP_503' });
    expect(JSON.stringify(await list())).not.toContain('canary');
  });
});
