import { ManualClock, newId } from '@mesh/kernel';
import { waitFor } from '@mesh/testing';
import { freePort } from '../../../../../tools/faults/free-port';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { WebhookReceiver } from '../test/webhook-receiver';
import { ChatChannel } from './chat-channel';
import { NotifyApprovals } from './notification-jobs';
import type { Notification } from './notification';

const notification = (changes: Partial<Notification> = {}): Notification => ({
  id: newId(),
  tenantId: 'acme',
  kind: 'queue_growing',
  subject: 'billing',
  stage: 'hour',
  facts: { queue: 'billing', waiting: 21 },
  channel: 'chat',
  createdAt: new Date(),
  attempts: 1,
  ...changes,
});

describe('a notification into a chat', () => {
  let room: WebhookReceiver;
  beforeAll(async () => {
    room = await new WebhookReceiver().start();
  });
  afterAll(() => room.stop());
  beforeEach(() => {
    [room.received.length, room.answers] = [0, []];
  });

  const channelTo = (url: string) =>
    new ChatChannel({ url: () => Promise.resolve(url), linkBase: 'https://mesh.example.com', timeoutMs: 300 });
  const deliver = (changes: Partial<Notification> = {}, url = room.url) =>
    channelTo(url).deliver(notification(changes), new AbortController().signal);

  it('says what, with the figures and where to look', async () => {
    await deliver();
    expect(room.received.map(({ body }) => body)).toEqual([
      {
        text: 'A queue is growing.\n\ntenant: acme\nqueue: billing\nwaiting: 21\n\nhttps://mesh.example.com/v1/queues',
      },
    ]);
  });

  it('calls nobody and links nowhere by the name of a queue', async () => {
    await deliver({ facts: { queue: '<!channel> & <https://evil.example|click>' } });
    const text = String(room.received[0]?.body['text']);
    expect(text).toContain('&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;');
    expect(text).not.toMatch(/[<>]/);
  });

  it.each([
    ['ends for good when it is refused', 404, 'CHAT_REFUSED', 'TerminalError'],
    ['is tried again when the chat is busy', 429, 'CHAT_REFUSED', 'RetryableError'],
    ['is tried again when the chat fails', 503, 'CHAT_REFUSED', 'RetryableError'],
    ['is not sent elsewhere', 302, 'CHAT_REFUSED', 'TerminalError'],
    ['is not sent again when the chat fell silent over it', 0, 'CHAT_END_UNKNOWN', 'TerminalError'],
  ])('%s', async (_what, status, code, name) => {
    room.answers = [status];
    await expect(deliver()).rejects.toMatchObject({ code, name });
  });

  it('is tried again when the chat cannot be reached', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    await expect(deliver({}, nobody)).rejects.toMatchObject({ code: 'CHAT_UNREACHABLE', name: 'RetryableError' });
  });

  describe('from a running gateway', () => {
    let jobs: StartedJobs;
    beforeAll(async () => {
      jobs = await startJobs({ NOTIFY_CHAT_URL: room.url }, new ManualClock(new Date()));
    }, 60_000);
    afterAll(() => jobs.stop());

    it('tells of an approval that is nearly due, once', async () => {
      await jobs.path.openApproval({ dueAt: new Date(Date.now() + 600_000).toISOString() });
      await jobs.run(NotifyApprovals);
      const states = () => jobs.rows<{ state: string }>('SELECT state FROM gateway.notifications');
      await waitFor('it to be sent', async () => (await states()).map(({ state }) => state).join() === 'sent');
      await jobs.run(NotifyApprovals);
      expect(room.received).toHaveLength(1);
      expect(room.received[0]?.body['text']).toMatch(/^An approval is due soon\./);
      expect(room.received[0]?.text).not.toContain('refund');
    });
  });
});
