import { HandOver, RerouteHandover, TicketHandedOver } from '@mesh/contracts';
import { ManualClock, factIdOf } from '@mesh/kernel';
import { Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { messageFrom, waitFor } from '@mesh/testing';
import { MailReceiver } from '../test/mail-receiver';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { WebhookReceiver, signatureOf } from '../test/webhook-receiver';
import { Channels } from './channels';
import { NotifyApprovals, NotifyBreaches, NotifyDigest, NotifyGrowth } from './notification-jobs';
import { SendNotificationWorker } from './send-notification.worker';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const SECRET = 'a-webhook-secret-only-for-these-tests';
const HOUR_MS = 3_600_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

type Row = { id: string; kind: string; channel: string; state: string; stage: string; attempts: number };

describe('people are notified', () => {
  let webhook: WebhookReceiver;
  let mail: MailReceiver;
  let clock: ManualClock;
  let jobs: StartedJobs;

  beforeAll(async () => {
    [webhook, mail] = await Promise.all([new WebhookReceiver().start(), new MailReceiver().start()]);
    clock = new ManualClock(new Date());
    const channels = {
      NOTIFY_WEBHOOK_URL: webhook.url,
      NOTIFY_WEBHOOK_SECRET: SECRET,
      NOTIFY_SMTP_URL: mail.url,
      NOTIFY_MAIL_FROM: 'mesh@example.com',
      NOTIFY_MAIL_TO: 'lead@example.com, ops@example.com',
      NOTIFY_LINK_BASE: 'https://mesh.example.com/',
      NOTIFY_TIMEOUT_MS: '400',
      NOTIFY_QUEUE_GROWTH: '3',
      NOTIFY_DIGEST_HOUR: '0',
    };
    jobs = await startJobs(channels, clock);
  }, 60_000);
  afterAll(async () => {
    await jobs.stop();
    await Promise.all([webhook.stop(), mail.stop()]);
  });
  beforeEach(async () => {
    webhook.received.length = 0;
    mail.mails.length = 0;
    [webhook.answers, mail.trouble, mail.attempts] = [[], 'none', 0];
    await jobs.rows('DELETE FROM gateway.notifications');
    await jobs.rows(`UPDATE gateway.approvals SET status = 'expired' WHERE status = 'open'`);
  });

  const rows = () => jobs.rows<Row>('SELECT * FROM gateway.notifications ORDER BY channel, created_at');
  const states = async () => (await rows()).map(({ channel, state }) => `${channel} ${state}`);
  const until = (...wanted: string[]) =>
    waitFor(`the notifications to be ${wanted.join()}`, async () => (await states()).join() === wanted.join());
  /** The channel of interest alone. */
  const only = (channel: string) => jobs.rows(`DELETE FROM gateway.notifications WHERE channel <> $1`, [channel]);
  const handOver = async (dueAt: string) => {
    const ticketId = await jobs.path.create();
    const about = { ticketId, turn: 1, reason: 'no_evidence' as const, reasons: [], queue: 'billing', dueAt };
    const step = jobs.path.step(ticketId, 'hand_over');
    await jobs.path.service.deliver(HandOver.draft(ticketId, { step, ...about, evidence: [], checks: [] }));
    const actor = { kind: 'system' as const, id: 'supervisor' };
    const fact = TicketHandedOver.draft(
      ticketId,
      { ...about, status: 'with_person', actor },
      { id: factIdOf(ticketId, 1), sequence: 1 },
    );
    await jobs.path.service.deliver(messageFrom(fact));
    return ticketId;
  };

  it('of an approval that is nearly due, once by mail and once by a signed webhook, without a word of the customer', async () => {
    const approval = await jobs.path.openApproval({ dueAt: inMinutes(10) });
    await jobs.run(NotifyApprovals);
    await until('mail sent', 'webhook sent');
    await jobs.run(NotifyApprovals);
    await until('mail sent', 'webhook sent');
    expect(webhook.received).toHaveLength(1);
    const [received] = webhook.received;
    if (!received) throw new Error('nothing was received');
    expect(received.body).toMatchObject({
      type: 'approval_due_soon',
      tenantId: 'default',
      facts: { approvalId: approval.id, ticketId: approval.ticket_id, queue: 'billing' },
      link: `https://mesh.example.com/v1/tickets/${approval.ticket_id}`,
    });
    expect(received.headers['webhook-id']).toBe(received.body['id']);
    expect(received.headers['webhook-signature']).toBe(signatureOf(received, SECRET));
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toMatch(/^To: lead@example\.com, ops@example\.com\r?$/m);
    expect(mail.mails[0]).toContain('Subject: [support mesh] An approval is due soon');
    expect(received.text + mail.mails.join()).not.toMatch(/refund|Use the menu/);
  });

  it('again when nobody has decided in time, and not of what was decided', async () => {
    const late = await jobs.path.openApproval({ dueAt: inMinutes(-1) });
    const decided = await jobs.path.openApproval({ dueAt: inMinutes(-1) });
    await jobs.path.decide(decided);
    await jobs.path.openApproval({ dueAt: inMinutes(120) });
    await jobs.run(NotifyApprovals);
    await until('mail sent', 'webhook sent');
    expect(webhook.received.map(({ body }) => [body['type'], body['subject']])).toEqual([
      ['approval_overdue', late.id],
    ]);
  });

  it('of each time that a hand-over was not taken care of', async () => {
    const ticketId = await handOver(inMinutes(-1));
    await handOver(inMinutes(60));
    await jobs.run(NotifyBreaches);
    await jobs.path.service.deliver(
      RerouteHandover.draft(ticketId, { ticketId, queue: 'leads', dueAt: inMinutes(30), breaches: 1 }),
    );
    await jobs.run(NotifyBreaches);
    await until('mail sent', 'webhook sent');
    await jobs.rows(`UPDATE gateway.tickets SET handover = handover || $2 WHERE id = $1`, [
      ticketId,
      JSON.stringify({ dueAt: inMinutes(-2) }),
    ]);
    await jobs.run(NotifyBreaches);
    await until('mail sent', 'mail sent', 'webhook sent', 'webhook sent');
    expect(webhook.received.map(({ body }) => body['facts'])).toMatchObject([
      { ticketId, queue: 'billing', breaches: 1 },
      { ticketId, queue: 'leads', breaches: 2 },
    ]);
  });

  it('of a queue that grows, once in an hour', async () => {
    await jobs.run(NotifyGrowth);
    await jobs.rows(`DELETE FROM gateway.queue_samples WHERE queue <> 'none'`);
    clock.advance(HOUR_MS);
    for (let n = 0; n < 3; n += 1) await jobs.path.openApproval({ queue: 'refunds' });
    await jobs.run(NotifyGrowth);
    await jobs.run(NotifyGrowth);
    await until('mail sent', 'webhook sent');
    expect(webhook.received[0]?.body).toMatchObject({ type: 'queue_growing', facts: { queue: 'refunds', waiting: 3 } });
    clock.advance(-HOUR_MS);
  });

  it('once a day of what yesterday brought, where anything happened', async () => {
    await jobs.path.create();
    const day = clock.now().toISOString().slice(0, 10);
    await jobs.run(NotifyDigest);
    expect(await rows()).toEqual([]);
    clock.advance(24 * HOUR_MS);
    await jobs.run(NotifyDigest);
    await jobs.run(NotifyDigest);
    await until('mail sent', 'webhook sent');
    const [{ n } = { n: 0 }] = await jobs.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM gateway.tickets WHERE (created_at AT TIME ZONE 'UTC')::date = $1`,
      [day],
    );
    expect(webhook.received[0]?.body).toMatchObject({ type: 'daily_digest', facts: { day, created: n } });
    await jobs.run(NotifyDigest, 'quiet');
    expect(await rows()).toHaveLength(2);
    clock.advance(-24 * HOUR_MS);
  });

  describe('however things fail', () => {
    const send = async (channel: string) => {
      await jobs.path.openApproval({ dueAt: inMinutes(10) });
      await jobs.jobs.stop();
      await jobs.jobs.add(NotifyApprovals, { tenantId: 'default', payload: {} });
      jobs.jobs.start();
      await waitFor('the news', async () => (await rows()).length > 0);
      await only(channel);
    };

    it('with the same id at the next try when the webhook answered with a fault', async () => {
      webhook.answers = [503];
      await send('webhook');
      await waitFor('the first try', () => webhook.received.length === 1);
      await until('webhook open');
      await jobs.run(NotifyApprovals);
      await until('mail sent', 'webhook sent');
      const ids = webhook.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([ids[0], ids[0]]);
    });

    it.each([
      ['refuses it', 400],
      ['sends it elsewhere', 302],
    ])('but not again when the webhook %s', async (_what, status) => {
      webhook.answers = [status];
      await send('webhook');
      await until('webhook failed');
      expect(webhook.received).toHaveLength(1);
    });

    it('with another try when the webhook is silent', async () => {
      webhook.answers = [0];
      await send('webhook');
      await waitFor(
        'the first try',
        async () => webhook.received.length === 1 && (await states())[0] === 'webhook open',
      );
    });

    it.each([
      ['not again by a mail server that refuses', 'refuses', 'mail failed'],
      ['later by a mail server that is busy', 'busy', 'mail open'],
      ['not again by a mail server that fell silent over the text', 'silent_over_text', 'mail unknown'],
    ] as const)('%s', async (_what, trouble, end) => {
      mail.trouble = trouble;
      await send('mail');
      await waitFor('both recipients to be named', () => mail.attempts === 2);
      await until(end);
      expect(mail.attempts).toBe(2);
    });

    it('after a crash in the middle again by webhook with the same id, and not again by mail', async () => {
      await jobs.path.openApproval({ dueAt: inMinutes(10) });
      await jobs.run(NotifyApprovals);
      await until('mail sent', 'webhook sent');
      await jobs.rows(`UPDATE gateway.notifications SET state = 'sending', lease_until = now() - interval '1 second'`);
      await jobs.run(NotifyApprovals);
      await until('mail unknown', 'webhook sent');
      expect(mail.mails).toHaveLength(1);
      const ids = webhook.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([ids[0], ids[0]]);
    });

    it('once, by whichever of two replicas takes it', async () => {
      await jobs.jobs.stop();
      await jobs.path.openApproval({ dueAt: inMinutes(10) });
      await jobs.rows(
        `INSERT INTO gateway.notifications (tenant_id, id, kind, subject, stage, channel, facts)
         VALUES ('default', gen_random_uuid(), 'sla_breached', 's', '1', 'webhook', '{}')`,
      );
      const [{ id } = { id: '' }] = await rows();
      const replicas = [1, 2].map(
        () =>
          new SendNotificationWorker(
            jobs.jobs,
            jobs.path.service.get(Channels),
            jobs.path.service.get(WorkerDatabase),
            new Metrics('test', { withProcess: false }),
          ),
      );
      const run = { id: 'j', tenantId: 'default', payload: { id }, attempt: 1, signal: new AbortController().signal };
      await Promise.all(replicas.flatMap((replica) => [replica.send(run), replica.send(run), replica.send(run)]));
      expect(webhook.received).toHaveLength(1);
      expect(await states()).toEqual(['webhook sent']);
      jobs.jobs.start();
    });
  });
});
