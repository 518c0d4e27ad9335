import { waitFor } from '@mesh/testing';
import { type RunningMesh, startMesh } from '../../../tools/running-mesh/start-mesh';
import { untilResting } from '../../../tools/running-mesh/tickets';
import { MailRelay } from '../../gateway/src/inbound/test/mail-relay';
import { MailReceiver } from '../../gateway/src/jobs/test/mail-receiver';
import { asker } from '../../gateway/test/start-gateway';

jest.setTimeout(120_000);

const RESET = { subject: 'Password', text: 'How do I reset my password?' };

describe('a mesh that takes in mails and answers them by mail', () => {
  let mails: MailReceiver;
  let mesh: RunningMesh;
  let relay: MailRelay;
  beforeAll(async () => {
    mails = await new MailReceiver().start();
    const environment = { WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests', REPLY_SMTP_URL: mails.url };
    mesh = await startMesh({ environment });
    const ask = asker(mesh.url, mesh.key);
    relay = await MailRelay.open({ ask });
    const { status } = await ask('PUT', '/v1/channels/email', { delivery: 'smtp', from: 'help@shop.example' });
    expect(status).toBe(200);
  });
  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
    await mails.stop();
  });

  const post = async (mail: object): Promise<string> => {
    const { body } = await relay.post({ ...RESET, ...mail });
    return String(body['ticketId']);
  };
  const statusOf = async (id: string) => (await mesh.client.ticket(id)).status;

  it('answers in the thread of the customer, whose next mail goes on with the ticket', async () => {
    const id = await post({ from: 'Ada <ada@example.com>', messageId: '<first@example.com>' });
    expect((await untilResting(mesh.client, id, 60_000))?.status).toBe('resolved');
    const [mail = ''] = await waitFor('the mail', () => mails.mails.length === 1 && mails.mails);
    expect(mail).toMatch(/^In-Reply-To: <first@example\.com>\r$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-replied\r$/m);
    const [, ours] = /^Message-ID: (<reply\.\S+>)\r$/m.exec(mail) ?? [];
    const next = { from: 'ada@example.com', text: 'I want to talk to a person.', inReplyTo: ours };
    expect(await post({ ...next, messageId: '<second@example.com>' })).toBe(id);
    await waitFor('a person to get it', async () => (await statusOf(id)) === 'with_person');
  });

  it('brings a ticket whose answer is refused to a person, and says why', async () => {
    mails.trouble = 'refuses';
    const id = await post({ from: 'bo@example.com', messageId: '<bo@example.com>' });
    await waitFor('a person to get it', async () => (await statusOf(id)) === 'with_person', 60_000);
    const { body } = await asker(mesh.url, mesh.key)('GET', `/v1/tickets/${id}`);
    expect(body['handover']).toMatchObject({
      reason: 'delivery_failed',
      reasons: [{ code: 'delivery_failed' }, { code: 'mail_refused' }],
    });
    const { body: timeline } = await asker(mesh.url, mesh.key)('GET', `/v1/tickets/${id}/timeline`);
    const facts = (timeline['items'] as { type: string }[]).map(({ type }) => type);
    expect(facts.slice(-5)).toEqual(['reply_sent', 'resolved', 'reply_failed', 'reopened', 'handed_over']);
  });
});
