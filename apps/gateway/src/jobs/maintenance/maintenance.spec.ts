import { HandOver, TicketApprovalRequested, TicketClosed, TicketHandedOver } from '@mesh/contracts';
import { ManualClock, factIdOf } from '@mesh/kernel';
import { messageFrom } from '@mesh/testing';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { expiredAt } from './expired';
import { ArchiveTickets, RemoveExpired } from './maintenance-jobs';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const DAY_MS = 86_400_000;

describe('what is removed', () => {
  it('is nothing that proves what was decided or done', () => {
    const tables = expiredAt(new Date(), { notificationsDays: 1, deliveriesDays: 1, hoursSince: new Date() }).map(
      ({ table }) => table,
    );
    const proofs = [
      'audit_log',
      'approvals',
      'outbound_sends',
      'timeline',
      'messages',
      'erasures',
      'feedback',
      'policies',
    ];
    expect(tables.filter((table) => proofs.includes(table))).toEqual([]);
  });
});

describe('cleaning up', () => {
  let jobs: StartedJobs;
  const clock = new ManualClock(new Date());
  beforeAll(async () => {
    jobs = await startJobs({}, clock);
  }, 60_000);
  afterAll(() => jobs.stop());
  const count = async (table: string) =>
    (await jobs.rows<{ n: number }>(`SELECT count(*)::int AS n FROM gateway.${table}`))[0]?.n;

  it('removes what has run out, of its tenant only, and keeps the rest', async () => {
    const key = (tenant: string, name: string, days: number) =>
      jobs.rows(
        `INSERT INTO gateway.idempotency_keys (tenant_id, route, key, fingerprint, answer, expires_at)
         VALUES ($1, 'r', $2, 'f', '{}', $3)`,
        [tenant, name, new Date(Date.now() + days * DAY_MS)],
      );
    await key('default', 'old', -1);
    await key('default', 'new', 1);
    await key('acme', 'old', -1);
    const told = (state: string, days: number) =>
      jobs.rows(
        `INSERT INTO gateway.notifications (tenant_id, id, kind, subject, stage, channel, facts, state, ended_at)
         VALUES ('default', gen_random_uuid(), 'sla_breached', gen_random_uuid(), '1', 'mail', '{}', $1, $2)`,
        [state, days === 0 ? null : new Date(Date.now() - days * DAY_MS)],
      );
    await told('sent', 31);
    await told('sent', 29);
    await told('open', 0);
    await jobs.rows(
      `INSERT INTO gateway.webhooks (tenant_id, id, url, events, sealed_secret, created_by)
       VALUES ('default', gen_random_uuid(), 'https://x.example', '{*}', 's', 'kim')`,
    );
    const delivery = (state: string, days: number) =>
      jobs.rows(
        `INSERT INTO gateway.webhook_deliveries (tenant_id, id, webhook_id, event_id, event, state, next_attempt_at, ended_at)
         SELECT 'default', gen_random_uuid(), id, gen_random_uuid(), 'ping', $1, 'infinity', $2 FROM gateway.webhooks`,
        [state, days === 0 ? null : new Date(Date.now() - days * DAY_MS)],
      );
    await delivery('delivered', 31);
    await delivery('failed', 29);
    await delivery('pending', 0);
    const hour = (step: string, days: number) =>
      jobs.rows(
        `INSERT INTO gateway.fact_rollups (tenant_id, step, starts_at, type, facts, timed, duration_ms, longest_ms, cost_micros)
         VALUES ('default', $1, $2, 't', 1, 0, 0, 0, 0)`,
        [step, new Date(Date.now() - days * DAY_MS)],
      );
    await hour('hour', 95);
    await hour('hour', 5);
    await hour('day', 95);
    await jobs.run(RemoveExpired);
    const keys = await jobs.rows('SELECT tenant_id, key FROM gateway.idempotency_keys ORDER BY 1');
    expect(keys).toEqual([
      { tenant_id: 'acme', key: 'old' },
      { tenant_id: 'default', key: 'new' },
    ]);
    expect(await Promise.all(['notifications', 'webhook_deliveries', 'fact_rollups'].map(count))).toEqual([2, 2, 2]);
  });

  it('archives what only the work on a ticket needed, long after it was closed', async () => {
    const approval = await jobs.path.openApproval({ dueAt: new Date(Date.now() + DAY_MS).toISOString() });
    const { ticket_id: ticketId } = approval;
    const actor = { kind: 'system' as const, id: 'supervisor' };
    const common = { ticketId, turn: 1, actor };
    const asked = {
      ...common,
      approvalId: approval.id,
      reason: 'category_requires_approval',
      risk: 'low' as const,
      contentHash: approval.content_hash,
    };
    const deliver = (sequence: number, draft: Parameters<typeof messageFrom>[0]) =>
      jobs.path.service.deliver(messageFrom({ ...draft, id: factIdOf(ticketId, sequence), sequence }));
    const dueAt = new Date().toISOString();
    await deliver(
      1,
      TicketApprovalRequested.draft(ticketId, { ...asked, status: 'awaiting_approval', dueAt, queue: 'q' }),
    );
    const handed = { ticketId, turn: 1, reason: 'no_evidence' as const, reasons: [] };
    const step = jobs.path.step(ticketId, 'hand_over');
    const texts = { package: { summary: 'secret words', suggestedNextStep: 'x' }, evidence: [], checks: [] };
    await jobs.path.service.deliver(HandOver.draft(ticketId, { step, ...handed, ...texts }));
    await deliver(2, TicketHandedOver.draft(ticketId, { ...handed, actor, status: 'with_person' }));
    const texty = async () => {
      const [row] = await jobs.rows<{ text: string }>(
        `SELECT t.handover::text || a.package::text AS text FROM gateway.tickets t
         JOIN gateway.approvals a ON a.ticket_id = t.id WHERE t.id = $1`,
        [ticketId],
      );
      return /secret words|refund is asked/.test(row?.text ?? '');
    };
    clock.advance(91 * DAY_MS);
    await jobs.run(ArchiveTickets);
    expect(await texty()).toBe(true);
    await deliver(3, TicketClosed.draft(ticketId, { ...common, status: 'closed', reason: 'spam' }));
    await jobs.run(ArchiveTickets);
    expect(await texty()).toBe(false);
    const kept = await jobs.path.approval(approval.id);
    expect(kept).toMatchObject({ content_hash: approval.content_hash, draft: approval.draft, cited: approval.cited });
    expect(await count('timeline')).toBe(3);
  });
});
