import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FeatureFlags } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { type Gateway, startGateway } from '../../test/start-gateway';
import { factOf, happen, receive } from '../../test/ticket-facts';
import { type Received, WebhookReceiver, signatureOf } from '../jobs/test/webhook-receiver';
import { fanOut } from './fan-out';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const QUICK = {
  WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests',
  WEBHOOK_CHECK_MS: '50',
  JOBS_POLL_MS: '20',
  FEATURE_FLAGS_REFRESH_MS: '50',
};

interface Made {
  readonly id: string;
  readonly secret: string;
}
type Delivery = Record<'id' | 'event' | 'status' | 'errorCode' | 'responseExcerpt', string> &
  Record<'attempts' | 'responseStatus' | 'sequence', number> & { readonly nextAttemptAt: string | null };

describe('the webhooks of a tenant', () => {
  let gateway: Gateway;
  let shop: WebhookReceiver;
  let crm: WebhookReceiver;
  let other: Record<string, string>;

  beforeAll(async () => {
    [shop, crm] = await Promise.all([new WebhookReceiver().start(), new WebhookReceiver().start()]);
    const hosts = `${shop.host},${crm.host}`;
    gateway = await startGateway({ ...QUICK, WEBHOOK_PRIVATE_HOSTS: hosts, WEBHOOK_TIMEOUT_MS: '2000' });
    const { body } = await gateway.ask('POST', '/v1/tenants', { id: 'acme', name: 'Acme' });
    other = { authorization: `Bearer ${String(body['adminKey'])}` };
  }, 60_000);
  afterAll(async () => {
    await gateway.stop();
    await Promise.all([shop.stop(), crm.stop()]);
  });
  beforeEach(async () => {
    await gateway.database.query('DELETE FROM gateway.webhooks');
    await gateway.database.query('DELETE FROM gateway.feature_flags');
    for (const receiver of [shop, crm]) [receiver.received.length, receiver.answers, receiver.says] = [0, [], ''];
  });

  const make = async (changes: object = {}, headers: Record<string, string> = {}): Promise<Made> => {
    const wanted = { url: shop.url, events: ['*'], ...changes };
    const { status, body } = await gateway.ask('POST', '/v1/webhooks', wanted, headers);
    expect([status, body['code']]).toEqual([201, undefined]);
    return body as unknown as Made;
  };
  const post = (path: string, headers: Record<string, string> = {}) =>
    gateway.ask('POST', `/v1/webhooks/${path}`, undefined, headers);
  const put = ({ id }: Made, changes: object) =>
    gateway.ask('PUT', `/v1/webhooks/${id}`, { url: shop.url, events: ['*'], enabled: true, ...changes });
  const deliveries = async ({ id }: Made, query = ''): Promise<Delivery[]> => {
    const { body } = await gateway.ask('GET', `/v1/webhooks/${id}/deliveries${query}`);
    return body['items'] as Delivery[];
  };
  /** While an attempt is in hand, nothing is known of it. */
  const stateOf = ({ status, attempts, nextAttemptAt }: Delivery) =>
    `${status === 'pending' && attempts > 0 && nextAttemptAt === null ? 'in hand' : status} ${attempts}`;
  const until = (webhook: Made, ...wanted: string[]) =>
    waitFor(`the deliveries to be ${wanted.join()}`, async () => {
      const found = await deliveries(webhook);
      return found.map(stateOf).join() === wanted.join() && found;
    });
  /** Lets the time until the next attempt pass. */
  const soon = () => gateway.database.query(`UPDATE gateway.webhook_deliveries SET next_attempt_at = '-infinity'`);
  const ticket = async (headers: Record<string, string> = {}): Promise<string> => {
    const wanted = { body: 'Where is it?', customer: { id: newId() } };
    return String((await gateway.ask('POST', '/v1/tickets', wanted, headers)).body['id']);
  };
  const idsOf = (receiver: WebhookReceiver) => receiver.received.map(({ headers }) => headers['webhook-id']);
  const signaturesOf = ({ headers }: Received) => String(headers['webhook-signature']).split(' ');
  const one = (receiver: WebhookReceiver): Received => {
    const [first] = receiver.received;
    if (!first) throw new Error('nothing was received');
    return first;
  };

  it('F84: answer 404 for a delivery of another webhook, whoever owns it', async () => {
    const [one, another] = [await make(), await make({ url: crm.url })];
    const { body } = await post(`${one.id}/test`);
    const path = `deliveries/${String(body['id'])}/redeliver`;
    expect((await post(`${another.id}/${path}`)).status).toBe(404);
    expect((await post(`${one.id}/${path}`, other)).status).toBe(404);
  });

  it('tell each fact of a ticket once, signed, as the timeline shows it', async () => {
    const webhook = await make();
    const id = await ticket();
    await happen(gateway, id, 1, 2);
    await happen(gateway, id, 2, 1);
    const rows = await until(webhook, 'delivered 1', 'delivered 1');
    const { body } = await gateway.ask('GET', `/v1/tickets/${id}/timeline`);
    const shown = (body['items'] as { at: string; type: string; sequence: number }[]).map((item) => ({
      type: item.type,
      timestamp: item.at,
      data: { ticketId: id, ...item },
    }));
    const told = shop.received.map((got) => got.body as (typeof shown)[number]);
    expect(told.sort((left, right) => left.data.sequence - right.data.sequence)).toEqual(shown);
    for (const got of shop.received) expect(signaturesOf(got)).toEqual([signatureOf(got, webhook.secret)]);
    expect(idsOf(shop).sort()).toEqual(rows.map((row) => row.id).sort());
    expect(rows).toMatchObject([{ responseStatus: 204 }, { responseStatus: 204 }]);
  });

  it('hear only of the events that they want, and of nothing while they are disabled', async () => {
    const [some, none] = [await make({ events: ['resolved', 'resolved'] }), await make({ url: crm.url })];
    await put(none, { url: crm.url, enabled: false });
    await happen(gateway, await ticket(), 1, 2);
    expect(await until(some, 'delivered 1')).toMatchObject([{ event: 'resolved', sequence: 2 }]);
    expect(await deliveries(none)).toEqual([]);
    expect((await post(`${none.id}/test`)).body['code']).toBe('WEBHOOK_DISABLED');
  });

  it('hear of each fact that was applied once, also when others of its group could not be', async () => {
    const webhook = await make();
    const ids = [await ticket(), await ticket()];
    await receive(
      gateway,
      [...ids, newId()].map((id) => factOf(id, 1)),
    );
    await until(webhook, 'delivered 1', 'delivered 1');
    const [{ dead } = { dead: 0 }] = await waitFor('the unknown ticket to be put aside', async () => {
      const rows = await gateway.database.query<{ dead: number }>(
        `SELECT count(*)::int AS dead FROM gateway.inbox WHERE status = 'dead'`,
      );
      return rows[0]?.dead === 1 && rows;
    });
    expect([dead, new Set(idsOf(shop)).size]).toEqual([1, 2]);
  });

  it('wait while sending is switched off for their tenant, and hear of everything, once, when it is on again', async () => {
    const flags = gateway.service.app.get(FeatureFlags, { strict: false });
    const [webhook] = [await make(), await make({ url: crm.url }, other)];
    await gateway.ask('PUT', '/v1/feature-flags', { overrides: { 'webhook-delivery': false } });
    await waitFor('the switch to be known', async () => !(await flags.isOn('webhook-delivery', 'default')));
    await happen(gateway, await ticket(), 1, 2);
    // Another tenant goes on: what it hears shows that somebody has looked since.
    await receive(gateway, [factOf(await ticket(other), 1, 'acme')]);
    await waitFor('the other tenant to hear', () => crm.received.length === 1);
    expect((await deliveries(webhook)).map(stateOf)).toEqual(['pending 0', 'pending 0']);
    expect(shop.received).toEqual([]);
    await gateway.ask('PUT', '/v1/feature-flags', { overrides: {} });
    const rows = await until(webhook, 'delivered 1', 'delivered 1');
    expect(idsOf(shop).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it('hear of nothing that was rolled back', async () => {
    const webhook = await make();
    const id = await ticket();
    await happen(gateway, id, 1);
    await until(webhook, 'delivered 1');
    await gateway.database.query('DELETE FROM gateway.webhook_deliveries');
    const database = gateway.service.app.get(WorkerDatabase, { strict: false });
    const fact = { id: newId(), ticketId: id, sequence: 1, type: 'support.ticket.received.v1' };
    const ordered: number[] = [];
    const failing = database.inTenant('default', async (sql) => {
      ordered.push(await fanOut({ tenantId: 'default', sql }, [fact]));
      throw new Error('the group failed');
    });
    await expect(failing).rejects.toThrow('the group failed');
    expect([ordered, await deliveries(webhook)]).toEqual([[1], []]);
  });

  it('spoil no fact that comes while they are being deleted', async () => {
    const webhook = await make();
    const id = await ticket();
    const database = gateway.service.app.get(WorkerDatabase, { strict: false });
    const [owner] = await gateway.database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await gateway.database.query('BEGIN');
    await gateway.database.query('DELETE FROM gateway.webhooks WHERE id = $1', [webhook.id]);
    await happen(gateway, id, 1);
    await waitFor('the fact to meet the deletion', async () => {
      const blocked = `SELECT 1 FROM pg_stat_activity WHERE $1::integer = ANY(pg_blocking_pids(pid))`;
      return (await database.single.rows(blocked, [owner?.pid])).length > 0;
    });
    await gateway.database.query('COMMIT');
    await waitFor('the fact', async () => {
      return (await gateway.ask('GET', `/v1/tickets/${id}`)).body['version'] === 1;
    });
    const tries = await gateway.database.query('SELECT attempts, status FROM gateway.inbox WHERE id = $1', [
      factOf(id, 1).id,
    ]);
    expect(tries).toEqual([{ attempts: 0, status: 'done' }]);
  });

  it('get another attempt with the same id when they answered with a fault', async () => {
    const webhook = await make();
    [shop.answers, shop.says] = [[500], 'out of\u0000order'];
    await post(`${webhook.id}/test`);
    const [first] = await until(webhook, 'pending 1');
    expect(first).toMatchObject({
      event: 'ping',
      errorCode: 'WEBHOOK_REFUSED',
      responseStatus: 500,
      responseExcerpt: 'out of order',
    });
    expect((await gateway.ask('GET', `/v1/webhooks/${webhook.id}`)).body['failingSince']).not.toBeNull();
    await soon();
    await until(webhook, 'delivered 2');
    expect(idsOf(shop)).toEqual([first?.id, first?.id]);
    expect((await gateway.ask('GET', `/v1/webhooks/${webhook.id}`)).body['failingSince']).toBeNull();
  });

  it('are sent to again, with the same id, after a crash between sending and noting it', async () => {
    const webhook = await make();
    await post(`${webhook.id}/test`);
    await until(webhook, 'delivered 1');
    await gateway.database.query(
      `UPDATE gateway.webhook_deliveries SET state = 'pending', ended_at = NULL, lease_until = now() - interval '1 second'`,
    );
    await until(webhook, 'delivered 2');
    expect(idsOf(shop)).toEqual([idsOf(shop)[0], idsOf(shop)[0]]);
  });

  it('are left alone while somebody else has the delivery in hand', async () => {
    const [held, free] = [await make(), await make({ url: crm.url })];
    await put(held, { enabled: false });
    await gateway.database.query(
      `INSERT INTO gateway.webhook_deliveries (tenant_id, id, webhook_id, event_id, event, lease_until)
       VALUES ('default', gen_random_uuid(), $1, gen_random_uuid(), 'ping', now() + interval '1 hour')`,
      [held.id],
    );
    await put(held, { enabled: true });
    for (const _ of [1, 2, 3]) await post(`${free.id}/test`);
    await until(free, 'delivered 1', 'delivered 1', 'delivered 1');
    expect([await deliveries(held), shop.received]).toMatchObject([[{ status: 'pending', attempts: 0 }], []]);
  });

  it('get two signatures while their secret is exchanged, and one again when the time is over', async () => {
    const webhook = await make();
    const { body } = await post(`${webhook.id}/rotate`);
    const secret = String(body['secret']);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await post(`${webhook.id}/test`);
    await until(webhook, 'delivered 1');
    const both = [secret, webhook.secret].map((known) => signatureOf(one(shop), known));
    expect(signaturesOf(one(shop))).toEqual(both);
    await gateway.database.query(`UPDATE gateway.webhooks SET previous_until = now()`);
    await post(`${webhook.id}/test`);
    await until(webhook, 'delivered 1', 'delivered 1');
    const [, second] = shop.received;
    expect(second && signaturesOf(second)).toEqual(second && [signatureOf(second, secret)]);
  });

  it('get an ended delivery again when an admin asks for it, with the same id', async () => {
    const webhook = await make();
    await happen(gateway, await ticket(), 1);
    const [delivered] = await until(webhook, 'delivered 1');
    const again = await post(`${webhook.id}/deliveries/${delivered?.id}/redeliver`);
    expect(again).toMatchObject({ status: 202, body: { status: 'pending', attempts: 0 } });
    await waitFor('the second one', () => shop.received.length === 2);
    await until(webhook, 'delivered 1');
    expect(idsOf(shop)).toEqual([delivered?.id, delivered?.id]);
    expect(shop.received[1]?.text).toBe(shop.received[0]?.text);
    shop.answers = [500];
    await post(`${webhook.id}/test`);
    const [open] = await until(webhook, 'pending 1', 'delivered 1');
    const early = await post(`${webhook.id}/deliveries/${open?.id}/redeliver`);
    expect([early.status, early.body['code']]).toEqual([409, 'DELIVERY_NOT_ENDED']);
    expect((await post(`${webhook.id}/deliveries/${newId()}/redeliver`)).status).toBe(404);
  });

  it('are disabled when they answer 410, on the record; what was still due fails', async () => {
    const webhook = await make();
    shop.answers = [500];
    await post(`${webhook.id}/test`);
    await until(webhook, 'pending 1');
    shop.answers = [410];
    await post(`${webhook.id}/test`);
    await until(webhook, 'failed 1', 'pending 1');
    await soon();
    const [, late] = await until(webhook, 'failed 1', 'failed 1');
    expect(late?.errorCode).toBe('WEBHOOK_DISABLED');
    const shown = await gateway.ask('GET', `/v1/webhooks/${webhook.id}`);
    expect(shown.body).toMatchObject({ enabled: false, disabledReason: 'gone' });
    const { body } = await gateway.ask('GET', '/v1/audit?limit=10');
    expect(body['items']).toContainEqual(
      expect.objectContaining({ action: 'webhook.disabled', subject: webhook.id, details: { reason: 'gone' } }),
    );
    expect((await put(webhook, {})).body).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
  });

  it('are disabled when nothing has arrived for five days', async () => {
    const webhook = await make();
    await gateway.database.query(`UPDATE gateway.webhooks SET failing_since = now() - interval '5 days'`);
    shop.answers = [503];
    await post(`${webhook.id}/test`);
    await until(webhook, 'failed 1');
    const { body } = await gateway.ask('GET', `/v1/webhooks/${webhook.id}`);
    expect(body).toMatchObject({ enabled: false, disabledReason: 'failing' });
  });

  it('wait for no other that hangs', async () => {
    const [hanging, quick] = [await make(), await make({ url: crm.url })];
    shop.answers = Array<number>(8).fill(0);
    for (let n = 0; n < 8; n += 1) await post(`${hanging.id}/test`);
    await waitFor('all that hang at once', () => shop.received.length >= 4);
    await post(`${quick.id}/test`);
    await until(quick, 'delivered 1');
    expect(await deliveries(hanging, '?status=delivered')).toEqual([]);
    await waitFor('all to be given another attempt', async () => {
      const rows = await deliveries(hanging, '?status=pending');
      return rows.length === 8 && rows.every(({ errorCode }) => errorCode === 'WEBHOOK_TIMEOUT');
    });
  });

  it('are another tenant’s business: it neither sees them nor hears of anything', async () => {
    const mine = await make();
    const theirs = await make({ url: crm.url }, other);
    await happen(gateway, await ticket(), 1);
    const [delivery] = await until(mine, 'delivered 1');
    await receive(gateway, [factOf(await ticket(other), 1, 'acme')]);
    await waitFor('their fact', () => crm.received.length === 1);
    expect([shop.received.length, one(crm).body['type']]).toEqual([1, 'received']);
    const asked = [
      gateway.ask('GET', `/v1/webhooks/${mine.id}`, undefined, other),
      gateway.ask('PUT', `/v1/webhooks/${mine.id}`, { url: crm.url, events: ['*'], enabled: true }, other),
      gateway.ask('DELETE', `/v1/webhooks/${mine.id}`, undefined, other),
      gateway.ask('GET', `/v1/webhooks/${mine.id}/deliveries`, undefined, other),
      post(`${mine.id}/rotate`, other),
      post(`${mine.id}/test`, other),
      post(`${mine.id}/deliveries/${delivery?.id}/redeliver`, other),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 404));
    const { body } = await gateway.ask('GET', '/v1/webhooks', undefined, other);
    expect((body['items'] as Made[]).map(({ id }) => id)).toEqual([theirs.id]);
  });

  it('are listed page by page without their secrets, changed and removed, each on the record', async () => {
    const made = [await make(), await make({ description: 'Shop' }), await make()];
    const first = await gateway.ask('GET', '/v1/webhooks?limit=2');
    const rest = await gateway.ask('GET', `/v1/webhooks?limit=2&cursor=${String(first.body['nextCursor'])}`);
    const items = [first, rest].flatMap(({ body }) => body['items'] as Made[]);
    expect(items.map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect(JSON.stringify(items)).not.toMatch(/whsec|secret/i);
    expect(rest.body['nextCursor']).toBeNull();
    const [webhook] = made;
    if (!webhook) throw new Error('no webhook was made');
    const changed = await put(webhook, { url: crm.url, events: ['resolved', 'received'], enabled: false });
    expect(changed.body).toMatchObject({ url: crm.url, events: ['received', 'resolved'], enabled: false });
    expect((await gateway.ask('DELETE', `/v1/webhooks/${webhook.id}`)).status).toBe(204);
    expect((await gateway.ask('GET', `/v1/webhooks/${webhook.id}`)).status).toBe(404);
    const { body } = await gateway.ask('GET', '/v1/audit?limit=20');
    const acts = (body['items'] as { action: string; subject: string }[]).filter(
      ({ subject }) => subject === webhook.id,
    );
    expect(acts.map(({ action }) => action)).toEqual(['webhook.deleted', 'webhook.changed', 'webhook.created']);
    expect(JSON.stringify(body)).not.toContain('whsec');
  });

  it('have their deliveries listed page by page', async () => {
    const webhook = await make();
    for (const _ of [1, 2, 3]) await post(`${webhook.id}/test`);
    const all = await until(webhook, 'delivered 1', 'delivered 1', 'delivered 1');
    const path = `/v1/webhooks/${webhook.id}/deliveries?limit=2`;
    const first = await gateway.ask('GET', path);
    const cursor = String(first.body['nextCursor']);
    const rest = await gateway.ask('GET', `${path}&cursor=${cursor}`);
    expect([first, rest].flatMap(({ body }) => body['items'])).toEqual(all);
    expect((await gateway.ask('GET', `${path}&status=failed&cursor=${cursor}`)).body['code']).toBe('CURSOR_INVALID');
  });

  it('are at most twenty, also when they are made at the same time', async () => {
    const wanted = { url: shop.url, events: ['*'] };
    const asked = Array.from({ length: 22 }, () => gateway.ask('POST', '/v1/webhooks', wanted));
    const refused = (await Promise.all(asked)).filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, body['code']])).toEqual([
      [409, 'WEBHOOK_LIMIT'],
      [409, 'WEBHOOK_LIMIT'],
    ]);
  });

  it('keep their secrets where nobody reads them: not in the database, not in clear', async () => {
    const webhook = await make();
    const [row] = await gateway.database.query<object>('SELECT * FROM gateway.webhooks');
    expect(JSON.stringify(row)).not.toContain(webhook.secret.slice('whsec_'.length));
  });

  it('are refused for events that there are not', async () => {
    const { status } = await gateway.ask('POST', '/v1/webhooks', { url: shop.url, events: ['exploded'] });
    expect(status).toBe(400);
  });

  // Also the receivers of a tenant are servers that nobody vouches for.
  describe('F91: their addresses', () => {
    it.each([
      'https://169.254.169.254/latest/meta-data',
      'https://2130706433/hook',
      'https://0177.0.0.1/hook',
      'https://0x7f.1/hook',
      'https://127.0.0.1/hook',
      'https://[::1]/hook',
      'https://[::ffff:127.0.0.1]/hook',
      'https://[fd00::1]/hook',
      'https://10.0.0.8:6379/hook',
      'https://10.0.0.8:9092/hook',
      'https://192.168.1.1:22/hook',
      'https://user:secret@shop.example.com/hook',
      'http://shop.example.com/hook',
      'ftp://shop.example.com/hook',
      'not an address',
    ])('may not be %s, neither at first nor by a change', async (url) => {
      const made = await gateway.ask('POST', '/v1/webhooks', { url, events: ['*'] });
      expect([made.status, made.body['code']]).toEqual([400, 'WEBHOOK_ADDRESS_REFUSED']);
      expect((await put(await make(), { url })).body['code']).toBe('WEBHOOK_ADDRESS_REFUSED');
    });

    it('are judged again when they are connected to: a name that leads inside gets nothing', async () => {
      const webhook = await make({ url: `https://localhost:${shop.host.split(':')[1]}/hook` });
      await post(`${webhook.id}/test`);
      const [delivery] = await until(webhook, 'pending 1');
      expect([delivery?.errorCode, shop.received]).toEqual(['WEBHOOK_ADDRESS_REFUSED', []]);
    });

    it('send nobody elsewhere: a redirect is a failed attempt', async () => {
      const webhook = await make();
      shop.answers = [302];
      await post(`${webhook.id}/test`);
      const [delivery] = await until(webhook, 'pending 1');
      expect([delivery?.errorCode, shop.received.length]).toEqual(['WEBHOOK_REDIRECT_REFUSED', 1]);
    });
  });

  it('are told how to check a signature by a sample that does it', async () => {
    const webhook = await make();
    await post(`${webhook.id}/test`);
    await until(webhook, 'delivered 1');
    const { headers, text } = one(shop);
    const [, sample = ''] = /```js\n([^]*?)```/.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];
    expect(readFileSync('examples/webhook-receiver/is-genuine.mjs', 'utf8')).toBe(sample);
    const file = join(mkdtempSync(join(tmpdir(), 'mesh-sample-')), 'sample.mjs');
    const later = Date.now() + 301_000;
    const trials = [
      [headers, text, webhook.secret],
      [headers, `${text} `, webhook.secret],
      [headers, text, `whsec_${Buffer.from('another').toString('base64')}`],
      [headers, text, webhook.secret, later],
    ];
    writeFileSync(file, `${sample}\nfor (const trial of ${JSON.stringify(trials)}) console.log(isGenuine(...trial));`);
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    expect([stdout.trim().split('\n'), stderr]).toEqual([['true', 'false', 'false', 'false'], '']);
  });
});

describe('without a key that seals secrets', () => {
  it('no webhook is made', async () => {
    const gateway = await startGateway();
    const wanted = { url: 'https://shop.example.com/hook', events: ['*'] };
    const { status, body } = await gateway.ask('POST', '/v1/webhooks', wanted);
    expect([status, body['code']]).toEqual([409, 'SECRETS_KEY_MISSING']);
    expect(await gateway.database.query('SELECT 1 FROM gateway.webhooks')).toEqual([]);
    await gateway.stop();
  });
});
