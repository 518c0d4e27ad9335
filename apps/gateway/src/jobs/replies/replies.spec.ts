import { type DataOf, RecordDelivery, SendReply } from '@mesh/contracts';
import { contentHashOf, newId, stepIdOf } from '@mesh/kernel';
import { messageFrom, waitFor } from '@mesh/testing';
import { type Gateway, startGateway } from '../../../test/start-gateway';
import { receive } from '../../../test/ticket-facts';
import { MailRelay } from '../../inbound/test/mail-relay';
import { MailReceiver } from '../test/mail-receiver';
import { WebhookReceiver, signatureOf } from '../test/webhook-receiver';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const QUICK = { WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests', REPLY_CHECK_MS: '50', JOBS_POLL_MS: '20' };
const FROM = 'help@shop.example';

let mails: MailReceiver;
let shop: WebhookReceiver;
let gateway: Gateway;
let other: Record<string, string>;
beforeAll(async () => {
  [mails, shop] = await Promise.all([new MailReceiver().start(), new WebhookReceiver().start()]);
  gateway = await startGateway({
    ...QUICK,
    REPLY_SMTP_URL: mails.url,
    REPLY_SMTP_TIMEOUT_MS: '1000',
    WEBHOOK_PRIVATE_HOSTS: shop.host,
  });
  const { body } = await gateway.ask('POST', '/v1/tenants', { id: 'acme', name: 'Acme' });
  other = { authorization: `Bearer ${String(body['adminKey'])}` };
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await Promise.all([mails.stop(), shop.stop()]);
});
beforeEach(async () => {
  await gateway.database.query('DELETE FROM gateway.reply_deliveries');
  await gateway.database.query('DELETE FROM gateway.channels');
  for (const list of [mails.mails, mails.recipients, shop.received]) list.length = 0;
  [mails.trouble, mails.attempts, shop.answers] = ['none', 0, []];
});

interface Shown {
  readonly id: string;
  readonly author: string;
  readonly delivery?: { readonly via: string; readonly status: string; readonly attempts: number; errorCode?: string };
}

const put = (body: object, headers: Record<string, string> = {}, channel = 'email') =>
  gateway.ask('PUT', `/v1/channels/${channel}`, body, headers);
const byMail = (headers: Record<string, string> = {}) => put({ delivery: 'smtp', from: FROM }, headers);
const byWebhook = async (): Promise<string> =>
  String((await put({ delivery: 'webhook', url: shop.url })).body['secret']);
const create = async (changes: object = {}, headers: Record<string, string> = {}): Promise<string> => {
  const customer = { email: 'ada@example.com', name: 'Ada' };
  const wanted = { subject: 'My order', body: 'Where is it?', channel: 'email', customer, ...changes };
  return String((await gateway.ask('POST', '/v1/tickets', wanted, headers)).body['id']);
};
const reply = async (ticketId: string, headers: Record<string, string> = {}): Promise<string> => {
  const said = { body: 'It is on its way.', resolve: false };
  await gateway.ask('POST', `/v1/tickets/${ticketId}/replies`, said, headers);
  return ticketId;
};
const last = async (ticketId: string, headers: Record<string, string> = {}): Promise<Shown | undefined> => {
  const { body } = await gateway.ask('GET', `/v1/tickets/${ticketId}`, undefined, headers);
  return (body['messages'] as Shown[]).at(-1);
};
const until = (ticketId: string, status: string, attempts = 1, headers: Record<string, string> = {}) =>
  waitFor(`the reply to be ${status} after ${attempts}`, async () => {
    const found = await last(ticketId, headers);
    const { delivery } = found ?? {};
    // An attempt that is under way is counted already.
    const isNoted = delivery?.status !== 'pending' || attempts === 0 || delivery.errorCode !== undefined;
    return delivery?.status === status && delivery.attempts === attempts && isNoted && found;
  });
/** Lets the time until the next attempt pass. */
const soon = () => gateway.database.query(`UPDATE gateway.reply_deliveries SET next_attempt_at = '-infinity'`);
const told = async (ticketId: string) => {
  const rows = await gateway.database.query<{ data: DataOf<typeof RecordDelivery> }>(
    'SELECT data FROM gateway.outbox WHERE type = $1 AND key = $2',
    [RecordDelivery.type, ticketId],
  );
  return rows.map(({ data }) => data);
};
/** The headers of a mail by their names in small letters, unfolded. */
const headersOf = (mail = ''): Record<string, string> =>
  Object.fromEntries(
    (mail.split('\r\n\r\n')[0] ?? '')
      .replace(/\r\n\s+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
const automatic = async (ticketId: string): Promise<string> => {
  const draft = { body: 'It is on its way.', citations: [], language: 'en' };
  const stepId = stepIdOf(ticketId, 1, 'send', 0);
  const command = SendReply.draft(ticketId, {
    step: { ticketId, turn: 1, stepId, attempt: 1 },
    decisionId: stepId,
    actor: { kind: 'policy', id: 'v0' },
    policyVersion: 0,
    draft,
    contentHash: contentHashOf(draft, 0),
  });
  await receive(gateway, [messageFrom(command, { tenantId: 'default' })]);
  return ticketId;
};

describe('a reply that goes out as a mail', () => {
  it('goes to the customer in the thread, once, and says so at its ticket', async () => {
    await byMail();
    const relay = await MailRelay.open(gateway);
    const came = await relay.post({
      from: 'Ada <ada@example.com>',
      subject: 'My order',
      text: 'Where is it? Answer to eve@example.com!',
      messageId: '<first@example.com>',
    });
    const ticketId = await reply(String(came.body['ticketId']));
    const message = await until(ticketId, 'delivered');
    expect(mails.recipients).toEqual(['ada@example.com']);
    const [mail] = mails.mails;
    expect(headersOf(mail)).toMatchObject({
      from: FROM,
      to: 'Ada <ada@example.com>',
      subject: 'Re: My order',
      'message-id': `<reply.${message.id}@shop.example>`,
      'in-reply-to': '<first@example.com>',
      references: '<first@example.com>',
    });
    expect(mail).toContain('\r\n\r\nIt is on its way.\r\n');
    expect(headersOf(mail)).not.toHaveProperty('auto-submitted');
    // And the answer to it comes back into the ticket.
    const answer = { from: 'ada@example.com', text: 'Thanks', messageId: '<second@example.com>' };
    const next = await relay.post({ ...answer, inReplyTo: headersOf(mail)['message-id'] });
    expect(next.body).toMatchObject({ result: 'message_added', ticketId });
    await reply(ticketId);
    await waitFor('the second mail', () => mails.mails.length === 2);
    expect(headersOf(mails.mails[1])).toMatchObject({
      'in-reply-to': '<second@example.com>',
      references: '<first@example.com> <second@example.com>',
    });
    expect(await told(ticketId)).toEqual([]);
  });

  it('of the mesh says that a machine wrote it, and makes no ticket when it comes back', async () => {
    await byMail();
    await until(await automatic(await create()), 'delivered');
    expect(headersOf(mails.mails[0])).toMatchObject({ 'auto-submitted': 'auto-replied' });
    const relay = await MailRelay.open(gateway, {}, 'elsewhere@shop.example');
    expect((await relay.post(mails.mails[0] ?? '')).body).toEqual({ result: 'ignored', reason: 'own_mail' });
  });

  it('has one recipient and one subject, whatever a customer writes there', async () => {
    await byMail();
    const customer = { email: 'ada@example.com', name: 'Ada <eve@example.com>, Eve' };
    const subject = 'Hello\r\nBcc: eve@example.com';
    await until(await reply(await create({ customer, subject })), 'delivered');
    expect(mails.recipients).toEqual(['ada@example.com']);
    expect(headersOf(mails.mails[0])).toMatchObject({ subject: 'Re: Hello Bcc: eve@example.com' });
    expect(headersOf(mails.mails[0])).not.toHaveProperty('bcc');
  });

  it.each(['busy', 'busy_over_text'] as const)(
    'is tried again when the server says that it took nothing: %s',
    async (trouble) => {
      await byMail();
      mails.trouble = trouble;
      const ticketId = await reply(await create());
      const message = await until(ticketId, 'pending');
      expect([message.delivery?.errorCode, mails.mails]).toEqual(['MAIL_UNAVAILABLE', []]);
      mails.trouble = 'none';
      await soon();
      await until(ticketId, 'delivered', 2);
      expect(mails.mails.map((mail) => headersOf(mail)['message-id'])).toEqual([`<reply.${message.id}@shop.example>`]);
      expect(await told(ticketId)).toEqual([]);
    },
  );

  it('is given up when the server refuses it, and the supervisor is told', async () => {
    await byMail();
    mails.trouble = 'refuses';
    const ticketId = await reply(await create());
    const message = await until(ticketId, 'failed');
    await soon();
    expect([message.delivery?.errorCode, mails.attempts]).toEqual(['MAIL_REFUSED', 1]);
    expect(await told(ticketId)).toEqual([
      { ticketId, turn: 2, decisionId: expect.any(String) as string, outcome: 'failed', code: 'MAIL_REFUSED' },
    ]);
  });

  it('is never sent again when the server fell silent over the text: nobody knows, and a person must look', async () => {
    await byMail();
    mails.trouble = 'silent_over_text';
    const ticketId = await reply(await create());
    await until(ticketId, 'unknown');
    mails.trouble = 'none';
    await soon();
    await until(await reply(await create()), 'delivered');
    expect([mails.mails.length, (await last(ticketId))?.delivery?.attempts]).toEqual([2, 1]);
    expect(await told(ticketId)).toMatchObject([{ outcome: 'unknown', code: 'MAIL_END_UNKNOWN' }]);
  });

  it('is never sent again after a crash between claim and answer', async () => {
    await byMail();
    mails.trouble = 'busy';
    const ticketId = await reply(await create());
    await until(ticketId, 'pending');
    mails.trouble = 'none';
    await gateway.database.query(
      `UPDATE gateway.reply_deliveries SET state = 'sending', lease_until = now() - interval '1 second',
         next_attempt_at = '-infinity'`,
    );
    await until(ticketId, 'unknown');
    expect(mails.mails).toEqual([]);
    expect(await told(ticketId)).toMatchObject([{ outcome: 'unknown', code: 'MAIL_END_UNKNOWN' }]);
  });

  it('fails without an address, and when the channel goes another way meanwhile', async () => {
    await byMail();
    const nameless = await reply(await create({ customer: { id: newId() } }));
    expect((await until(nameless, 'failed')).delivery?.errorCode).toBe('RECIPIENT_MISSING');
    mails.trouble = 'busy';
    const late = await reply(await create());
    await until(late, 'pending');
    await put({ delivery: 'none' });
    await soon();
    expect((await until(late, 'failed', 2)).delivery?.errorCode).toBe('CHANNEL_CHANGED');
  });

  it('never goes to somebody who was erased meanwhile', async () => {
    await byMail();
    mails.trouble = 'busy';
    const id = newId();
    const ticketId = await reply(await create({ customer: { id, email: 'gone@example.com' } }));
    await until(ticketId, 'pending');
    await gateway.ask('DELETE', `/v1/customers/${id}`);
    mails.trouble = 'none';
    await soon();
    await until(await reply(await create()), 'delivered');
    expect((await last(ticketId))?.delivery).toMatchObject({
      status: 'failed',
      attempts: 1,
      errorCode: 'CUSTOMER_ERASED',
    });
    expect(mails.mails.length).toBe(1);
  });

  it('waits for no other that hangs', async () => {
    await byMail();
    await byMail(other);
    mails.trouble = 'silent_over_text';
    const hanging = await reply(await create());
    await waitFor('the text', () => mails.mails.length === 1);
    mails.trouble = 'none';
    const theirs = await reply(await create({}, other), other);
    await until(theirs, 'delivered', 1, other);
    expect((await last(hanging))?.delivery?.status).toBe('sending');
    await until(hanging, 'unknown');
  });
});

describe('a reply that goes out as a webhook', () => {
  it('is posted signed, with all that is needed to answer', async () => {
    const secret = await byWebhook();
    const ticketId = await reply(await create());
    const message = await until(ticketId, 'delivered');
    const [got] = shop.received;
    expect(got?.headers['webhook-id']).toBe(message.id);
    expect(got && got.headers['webhook-signature']).toBe(got && signatureOf(got, secret));
    expect(got?.body).toMatchObject({
      type: 'reply',
      data: {
        ticketId,
        messageId: message.id,
        channel: 'email',
        author: 'person',
        customer: { email: 'ada@example.com', name: 'Ada' },
        subject: 'Re: My order',
        body: 'It is on its way.',
        inReplyTo: null,
        references: [],
      },
    });
  });

  it('is posted again with the same id and body until it is taken, also after a crash', async () => {
    await byWebhook();
    shop.answers = [500];
    const ticketId = await reply(await create());
    expect((await until(ticketId, 'pending')).delivery?.errorCode).toBe('WEBHOOK_REFUSED');
    await soon();
    await until(ticketId, 'delivered', 2);
    await gateway.database.query(
      `UPDATE gateway.reply_deliveries SET state = 'pending', ended_at = NULL, lease_until = now() - interval '1 second'`,
    );
    await until(ticketId, 'delivered', 3);
    expect(new Set(shop.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(shop.received.map(({ text }) => text)).size).toBe(1);
    expect(shop.received.length).toBe(3);
  });

  it('is left alone while somebody else has it in hand', async () => {
    await byWebhook();
    shop.answers = [500];
    const held = await reply(await create());
    await until(held, 'pending');
    await gateway.database.query(
      `UPDATE gateway.reply_deliveries SET lease_until = now() + interval '1 hour', next_attempt_at = '-infinity'`,
    );
    for (const _ of [1, 2, 3]) await until(await reply(await create()), 'delivered');
    expect((await last(held))?.delivery).toMatchObject({ status: 'sending', attempts: 1 });
    expect(shop.received.length).toBe(4);
  });

  it('is given up after the last attempt, or when the receiver is gone', async () => {
    await byWebhook();
    shop.answers = [410, 500];
    const gone = await reply(await create());
    await until(gone, 'failed');
    expect(await told(gone)).toMatchObject([{ outcome: 'failed', code: 'WEBHOOK_GONE' }]);
    const ticketId = await reply(await create());
    await until(ticketId, 'pending');
    await gateway.database.query(`UPDATE gateway.reply_deliveries SET attempts = 8 WHERE ended_at IS NULL`);
    shop.answers = [500];
    await soon();
    await until(ticketId, 'failed', 9);
    expect(await told(ticketId)).toMatchObject([{ outcome: 'failed', code: 'WEBHOOK_REFUSED' }]);
  });
});

describe('a channel', () => {
  it('delivers nothing unless it is told how', async () => {
    expect((await gateway.ask('GET', '/v1/channels/chat')).body).toEqual({ channel: 'chat', delivery: 'none' });
    await byMail();
    const ticketId = await reply(await create({ channel: 'chat' }));
    expect((await last(ticketId))?.delivery).toBeUndefined();
    expect(await gateway.database.query('SELECT 1 FROM gateway.reply_deliveries')).toEqual([]);
  });

  it('shows its secret once, keeps it sealed, and is changed on the record', async () => {
    const secret = await byWebhook();
    expect(secret).toMatch(/^whsec_/);
    expect((await put({ delivery: 'webhook', url: `${shop.url}/2` })).body).not.toHaveProperty('secret');
    const { body } = await gateway.ask('GET', '/v1/channels/email');
    expect(body).toMatchObject({ channel: 'email', delivery: 'webhook', url: `${shop.url}/2` });
    expect(body).not.toHaveProperty('secret');
    const rows = await gateway.database.query<object>('SELECT * FROM gateway.channels');
    expect(JSON.stringify(rows)).not.toContain(secret.slice('whsec_'.length));
    const audit = await gateway.ask('GET', '/v1/audit?limit=2');
    expect((audit.body['items'] as { action: string }[]).map(({ action }) => action)).toEqual([
      'channel.changed',
      'channel.changed',
    ]);
  });

  it.each([
    [{ delivery: 'webhook', url: 'https://127.0.0.1/hook' }, 'WEBHOOK_ADDRESS_REFUSED'],
    [{ delivery: 'webhook' }, 'VALIDATION_FAILED'],
    [{ delivery: 'smtp' }, 'VALIDATION_FAILED'],
    [{ delivery: 'smtp', from: 'Help <help@shop.example>' }, 'VALIDATION_FAILED'],
    [{ delivery: 'smtp', from: 'a@x.example,b@x.example' }, 'VALIDATION_FAILED'],
    [{ delivery: 'none', url: 'https://shop.example.com' }, 'VALIDATION_FAILED'],
  ])('may not be %j', async (wanted, code) => {
    expect((await put(wanted)).body['code']).toBe(code);
  });

  it('is another tenant’s business', async () => {
    await byMail();
    const theirs = await gateway.ask('GET', '/v1/channels/email', undefined, other);
    expect(theirs.body).toEqual({ channel: 'email', delivery: 'none' });
    const ticketId = await reply(await create({}, other), other);
    expect((await last(ticketId, other))?.delivery).toBeUndefined();
  });
});

describe('without a mail server', () => {
  it('no channel sends mails', async () => {
    const bare = await startGateway({}, gateway.database);
    const { status, body } = await bare.ask('PUT', '/v1/channels/email', { delivery: 'smtp', from: FROM });
    expect([status, body['code']]).toEqual([409, 'SMTP_NOT_CONFIGURED']);
    await bare.stop();
  });
});
