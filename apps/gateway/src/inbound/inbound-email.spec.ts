import { newId } from '@mesh/kernel';
import { type Gateway, startGateway } from '../../test/start-gateway';
import { MailRelay } from './test/mail-relay';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const SEALED = { WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests' };

let gateway: Gateway;
let relay: MailRelay;
let other: Record<string, string>;
beforeAll(async () => {
  gateway = await startGateway(SEALED);
  relay = await MailRelay.open(gateway);
  const { body } = await gateway.ask('POST', '/v1/tenants', { id: 'acme', name: 'Acme' });
  other = { authorization: `Bearer ${String(body['adminKey'])}` };
}, 60_000);
afterAll(() => gateway.stop());

const mail = (changes: object = {}) => ({
  from: 'Ada <ada@example.com>',
  subject: 'My order',
  text: 'Where is it?',
  messageId: `<${newId()}@example.com>`,
  ...changes,
});
const count = async (table: string) =>
  (await gateway.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM gateway.${table}`))[0]?.n ?? 0;
const ticket = async (id: unknown, headers: Record<string, string> = {}) =>
  (await gateway.ask('GET', `/v1/tickets/${String(id)}`, undefined, headers)).body;
/** A person's answer, as a mail of it is called. */
const answered = async (ticketId: unknown): Promise<string> => {
  await gateway.ask('POST', `/v1/tickets/${String(ticketId)}/replies`, { body: 'It is on its way.', resolve: false });
  const messages = (await ticket(ticketId))['messages'] as { id: string; author: string }[];
  return `<reply.${messages.findLast(({ author }) => author === 'person')?.id}@shop.example>`;
};

describe('a mail that comes in', () => {
  it('is a ticket of its sender', async () => {
    const { status, body } = await relay.post(mail());
    expect([status, body]).toEqual([202, { result: 'ticket_created', ticketId: expect.any(String) as string }]);
    expect(await ticket(body['ticketId'])).toMatchObject({
      status: 'received',
      channel: 'email',
      subject: 'My order',
      body: 'Where is it?',
      customer: { email: 'ada@example.com', name: 'Ada' },
    });
    const again = await relay.post(mail({ from: 'ADA@example.com' }));
    const [first, second] = [await ticket(body['ticketId']), await ticket(again.body['ticketId'])];
    expect(second['customer']).toEqual(first['customer']);
  });

  it('may come as it went over the wire', async () => {
    const raw = ['From: Bo <bo@example.com>', 'Subject: Raw', 'Message-ID: <raw@example.com>', '', 'Is it here?'];
    const { body } = await relay.post(raw.join('\r\n'));
    expect(await ticket(body['ticketId'])).toMatchObject({ subject: 'Raw', body: 'Is it here?' });
  });

  it('is a message of the ticket whose reply it answers, without what it quotes', async () => {
    const { body } = await relay.post(mail());
    const reply = await answered(body['ticketId']);
    const text = 'Thanks!\n\nOn 1 Dec 2025, help@shop.example wrote:\n> It is on its way.';
    const next = await relay.post(
      mail({ subject: 'Re: My order', text, inReplyTo: reply, references: ['<x@y>', reply] }),
    );
    expect(next.body).toMatchObject({ result: 'message_added', ticketId: body['ticketId'] });
    const { messages, turn } = await ticket(body['ticketId']);
    expect((messages as { body: string }[]).map((message) => message.body)).toEqual([
      'Where is it?',
      'It is on its way.',
      'Thanks!',
    ]);
    expect(turn).toBe(3);
  });

  it('goes on with an earlier mail of the same sender', async () => {
    const first = mail();
    const { body } = await relay.post(first);
    const next = await relay.post(mail({ text: 'It is number 17.', inReplyTo: first.messageId }));
    expect(next.body).toMatchObject({ result: 'message_added', ticketId: body['ticketId'] });
  });

  it('is a ticket of its own when somebody else answers, and when the old ticket is closed', async () => {
    const { body } = await relay.post(mail());
    const reply = await answered(body['ticketId']);
    const stranger = await relay.post(mail({ from: 'eve@example.com', inReplyTo: reply }));
    expect(stranger.body['result']).toBe('ticket_created');
    await gateway.ask('POST', `/v1/tickets/${String(body['ticketId'])}/close`, { reason: 'spam' });
    const late = await relay.post(mail({ inReplyTo: reply }));
    expect(late.body['result']).toBe('ticket_created');
    expect(late.body['ticketId']).not.toBe(body['ticketId']);
  });

  it('makes one ticket, however often and however it comes', async () => {
    const one = mail();
    const before = await count('tickets');
    const asked = await Promise.all([relay.post(one), relay.post(one), relay.post(one)]);
    const second = await MailRelay.open(gateway);
    asked.push(await second.post(one));
    expect(asked.map(({ body }) => body['result']).sort()).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
      'ticket_created',
    ]);
    expect(new Set(asked.map(({ body }) => body['ticketId'])).size).toBe(1);
    expect(await count('tickets')).toBe(before + 1);
  });

  it('of another sender is not kept out by using its id before', async () => {
    const one = mail();
    await relay.post({ ...one, from: 'eve@example.com' });
    expect((await relay.post(one)).body['result']).toBe('ticket_created');
  });

  it('gets its answer again when it is signed anew, and does nothing twice', async () => {
    const id = newId();
    const one = mail({ messageId: undefined });
    const seconds = Math.floor(Date.now() / 1000);
    const first = await relay.post(one, { id, timestamp: seconds - 10 });
    const again = await relay.post(one, { id, timestamp: seconds });
    expect([again.status, again.body]).toEqual([202, first.body]);
  });

  it.each([
    ['auto_submitted', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['bounce', { returnPath: '' }],
    ['own_mail', { from: 'Help <help@shop.example>' }],
  ])('makes no ticket when nobody waits for an answer: %s', async (reason, changes) => {
    const before = await count('tickets');
    const { status, body } = await relay.post(mail(changes));
    expect([status, body, await count('tickets')]).toEqual([202, { result: 'ignored', reason }, before]);
  });

  it('is refused under the same rules as a ticket that is posted', async () => {
    const long = await relay.post(mail({ text: 'a'.repeat(65_537) }));
    expect([long.status, long.body['code']]).toEqual([400, 'VALIDATION_FAILED']);
    const id = newId();
    expect((await relay.post({ from: 'ada@example.com' }, { id })).status).toBe(400);
    expect((await relay.post('{', { type: 'application/json' })).body['code']).toBe('JSON_MALFORMED');
    expect((await relay.post(mail({ text: 'a\u0000' }))).body['code']).toBe('VALIDATION_FAILED');
    expect((await relay.post('text', { type: 'text/plain' })).status).toBe(415);
    expect((await relay.post(`From: a@x.example\r\n\r\n${'a'.repeat(4 * 1024 * 1024)}`)).status).toBe(413);
    // What was refused has done nothing, so it may come again.
    expect((await relay.post(mail(), { id })).status).toBe(202);
  });

  it('leaves nothing of itself when its sender is erased', async () => {
    const { body } = await relay.post(mail({ from: 'gone@example.com', messageId: '<gone@example.com>' }));
    const { customer } = (await ticket(body['ticketId'])) as { customer?: { id: string } };
    await gateway.ask('DELETE', `/v1/customers/${customer?.id}`);
    const kept = await gateway.database.query<object>(`SELECT * FROM gateway.inbound_mails`);
    expect(JSON.stringify(kept)).not.toContain('gone@example.com');
  });
});

describe('F100: a request at the door for mails', () => {
  const refused = async (asked: ReturnType<MailRelay['send']>, code: string) => {
    const before = await count('tickets');
    const { status, body } = await asked;
    expect([status, body['code'], await count('tickets')]).toEqual([401, code, before]);
  };
  const without = (name: string) => {
    const { headers, text } = relay.sign(mail());
    const rest = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)) as typeof headers;
    return relay.send({ headers: rest, text });
  };

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is refused without its %s', (name) =>
    refused(without(name), 'SIGNATURE_MISSING'),
  );

  it.each([
    ['another secret', () => relay.post(mail(), { secret: `whsec_${Buffer.alloc(32).toString('base64')}` })],
    [
      'a body that was changed',
      () => relay.send({ ...relay.sign(mail()), text: JSON.stringify(mail({ text: 'Pay!' })) }),
    ],
    ['a channel that is not there', () => relay.send(relay.sign(mail()), newId())],
    ['a channel that cannot be', () => relay.send(relay.sign(mail()), 'nothing')],
    [
      'an API key in place of a signature',
      () => {
        const { headers, text } = relay.sign(mail(), { secret: 'whsec_' });
        return gateway.ask('POST', `/v1/inbound/email/${relay.channelId}`, text, {
          'content-type': headers['content-type'],
          'webhook-id': headers['webhook-id'],
          'webhook-timestamp': headers['webhook-timestamp'],
          'webhook-signature': headers['webhook-signature'],
        });
      },
    ],
    [
      'a signature in a form that is none',
      () => {
        const { headers, text } = relay.sign(mail());
        return relay.send({ headers: { ...headers, 'webhook-signature': 'v2,AAAA v1, v1' }, text });
      },
    ],
    [
      'a signature for another id',
      () => {
        const { headers, text } = relay.sign(mail());
        return relay.send({ headers: { ...headers, 'webhook-id': newId() }, text });
      },
    ],
  ])('is refused with %s', (_what, ask) => refused(ask(), 'SIGNATURE_INVALID'));

  it.each([
    ['old', -301],
    ['from the future', 302],
  ])('is refused with a timestamp that is %s, and taken at the edge', async (_what, seconds) => {
    const now = Math.floor(Date.now() / 1000);
    await refused(relay.post(mail(), { timestamp: now + seconds }), 'SIGNATURE_OUTSIDE_WINDOW');
    expect((await relay.post(mail(), { timestamp: now + (seconds < 0 ? -290 : 290) })).status).toBe(202);
  });

  it('is refused with a timestamp that is no number', () => {
    const { headers, text } = relay.sign(mail());
    return refused(
      relay.send({ headers: { ...headers, 'webhook-timestamp': 'now' }, text }),
      'SIGNATURE_OUTSIDE_WINDOW',
    );
  });

  it('is refused when it is replayed, also by many at once and also where the first did nothing', async () => {
    for (const posted of [mail({ messageId: undefined }), mail({ returnPath: '' })]) {
      const request = relay.sign(posted);
      const all = await Promise.all([1, 2, 3, 4].map(() => relay.send(request)));
      expect(all.map(({ status }) => status).sort()).toEqual([202, 401, 401, 401]);
      await refused(relay.send(request), 'REQUEST_REPLAYED');
    }
  });

  it('is refused when an older attempt is replayed, or its id comes back with another body', async () => {
    const [id, now, one] = [newId(), Math.floor(Date.now() / 1000), mail()];
    const older = relay.sign(one, { id, timestamp: now - 20 });
    await relay.send(older);
    await relay.post(one, { id, timestamp: now - 10 });
    await refused(relay.send(older), 'REQUEST_REPLAYED');
    await refused(relay.post(mail(), { id, timestamp: now }), 'REQUEST_REPLAYED');
  });

  it('is refused on a channel that was removed', async () => {
    const removed = await MailRelay.open(gateway);
    await gateway.ask('DELETE', `/v1/inbound-channels/${removed.channelId}`);
    await refused(removed.post(mail()), 'SIGNATURE_INVALID');
  });
});

describe('the inbound channels of a tenant', () => {
  it('lead into that tenant alone, whatever the mail answers', async () => {
    const { body } = await relay.post(mail());
    const reply = await answered(body['ticketId']);
    const theirs = await MailRelay.open(gateway, other);
    const came = await theirs.post(mail({ inReplyTo: reply }));
    expect(came.body['result']).toBe('ticket_created');
    expect((await ticket(came.body['ticketId'], other))['channel']).toBe('email');
    expect((await ticket(came.body['ticketId']))['code']).toBe('NOT_FOUND');
    const wrong = await relay.send(relay.sign(mail()), theirs.channelId);
    expect(wrong.status).toBe(401);
  });

  it('are seen and removed by its own admins alone, without secrets and on the record', async () => {
    const mine = await MailRelay.open(gateway);
    expect((await gateway.ask('DELETE', `/v1/inbound-channels/${mine.channelId}`, undefined, other)).status).toBe(404);
    const list = async (headers = {}) => (await gateway.ask('GET', '/v1/inbound-channels', undefined, headers)).body;
    expect(JSON.stringify(await list(other))).not.toContain(mine.channelId);
    const shown = await list();
    expect(JSON.stringify(shown)).toContain(`/v1/inbound/email/${mine.channelId}`);
    expect(JSON.stringify(shown)).not.toMatch(/whsec|secret/i);
    expect((await gateway.ask('DELETE', `/v1/inbound-channels/${mine.channelId}`)).status).toBe(204);
    const { body } = await gateway.ask('GET', '/v1/audit?limit=5');
    const acts = (body['items'] as { action: string; subject: string }[]).filter(
      ({ subject }) => subject === mine.channelId,
    );
    expect(acts.map(({ action }) => action)).toEqual(['inbound_channel.deleted', 'inbound_channel.created']);
    const rows = await gateway.database.query<object>('SELECT * FROM gateway.inbound_channels');
    expect(JSON.stringify(rows)).not.toContain(relay.secret.slice('whsec_'.length));
  });

  it('are at most twenty', async () => {
    const asked = Array.from({ length: 22 }, () =>
      gateway.ask('POST', '/v1/inbound-channels', { name: 'x', addresses: ['x@shop.example'] }, other),
    );
    const codes = (await Promise.all(asked)).map(({ body }) => body['code']).filter((code) => code !== undefined);
    expect(new Set(codes)).toEqual(new Set(['CHANNEL_LIMIT']));
    expect(((await gateway.ask('GET', '/v1/inbound-channels', undefined, other)).body['items'] as []).length).toBe(20);
  });
});

describe('a gateway whose key does not open the secrets', () => {
  it('lets whoever posts try again, a thousand times a minute and not a hundred as strangers may', async () => {
    const limits = { THROTTLE_ANONYMOUS_PER_MINUTE: '2', THROTTLE_STANDARD_PER_MINUTE: '3' };
    const wrong = await startGateway(
      { WEBHOOK_SECRETS_KEY: 'quite-another-key-of-theirs', ...limits },
      gateway.database,
    );
    const statuses: number[] = [];
    for (const { headers, text } of [1, 2, 3, 4].map(() => relay.sign(mail()))) {
      statuses.push((await wrong.ask('POST', `/v1/inbound/email/${relay.channelId}`, text, headers)).status);
    }
    expect(statuses).toEqual([503, 503, 503, 429]);
    await wrong.stop();
  });
});
