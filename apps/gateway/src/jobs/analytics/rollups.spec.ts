import {
  type MessageDefinition,
  TicketDrafted,
  TicketHandedOver,
  TicketReplySent,
  TicketResolved,
  TicketReviewed,
  TicketTriaged,
} from '@mesh/contracts';
import { ManualClock, factIdOf } from '@mesh/kernel';
import { messageFrom, waitFor } from '@mesh/testing';
import { analyticsSummary } from '../../analytics/analytics-summary';
import { readAgents } from '../../analytics/read-agents';
import { readFunnel } from '../../analytics/read-funnel';
import { readTimeseries } from '../../analytics/read-timeseries';
import { STEP_MS, startOf } from '../../analytics/rollup-bucket';
import { type RollupPeriod, coveringPeriod, wholeSteps } from '../../analytics/rollup-period';
import { type StartedJobs, startJobs } from '../test/start-jobs';
import { RollUpDays, RollUpHours } from './analytics-jobs';
import { hoursToBuild } from './hours-to-build.decision';

/** Several servers share the machine. */
jest.setTimeout(30_000);

const HASH = 'a'.repeat(64);
const TRIAGE = { priority: 'normal', sentiment: 'neutral', language: 'en', confidence: 1, flags: [], reasons: [] };
const WRITER = { kind: 'agent', id: 'solution', model: 'local', promptVersion: 'v3' };

describe('which hours and days have changed', () => {
  const at = (text: string) => new Date(`2026-03-${text}:00Z`);
  const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(5, 13));
  const now = at('10T12:30');

  it('is always the running hour and the one before', () => {
    expect(iso(hoursToBuild([], now, 90).hours)).toEqual(['03-10T11', '03-10T12']);
    expect(iso(hoursToBuild([], at('10T00:10'), 90).days)).toEqual(['03-09T00', '03-10T00']);
  });

  it('is where a fact happened and where its ticket was created, each once', () => {
    const change = { at: at('09T08:15'), createdAt: at('01T23:59') };
    const { hours, days } = hoursToBuild([change, change], now, 90);
    expect(iso(hours)).toEqual(['03-01T23', '03-09T08', '03-10T11', '03-10T12']);
    expect(iso(days)).toEqual(['03-01T00', '03-09T00', '03-10T00']);
  });

  it('leaves out hours that are not kept any more, but not their days', () => {
    const change = { at: now, createdAt: at('01T10:00') };
    const { hours, days } = hoursToBuild([change], now, 7);
    expect(iso(hours)).toEqual(['03-10T11', '03-10T12']);
    expect(iso(days)).toEqual(['03-01T00', '03-10T00']);
  });
});

describe('the period of a question', () => {
  const period = { from: new Date('2026-03-01T10:20:00Z'), to: new Date('2026-03-03T11:00:01Z') };
  it.each([
    [
      'whole hours when it is short',
      period,
      '2026-01-01',
      ['hour', '2026-03-01T10:00:00.000Z', '2026-03-03T12:00:00.000Z'],
    ],
    [
      'whole days when its hours are gone',
      period,
      '2026-03-02',
      ['day', '2026-03-01T00:00:00.000Z', '2026-03-04T00:00:00.000Z'],
    ],
    [
      'whole days when it is long',
      { ...period, to: new Date('2026-03-16T00:00:00Z') },
      '2026-01-01',
      ['day', '2026-03-01T00:00:00.000Z', '2026-03-16T00:00:00.000Z'],
    ],
  ])('is %s', (_what, asked, kept, expected) => {
    const { step, from, to } = coveringPeriod(asked, new Date(kept));
    expect([step, from.toISOString(), to.toISOString()]).toEqual(expected);
  });
});

describe('figures that are built ahead', () => {
  let jobs: StartedJobs;
  let today: RollupPeriod;
  const clock = new ManualClock(new Date());
  beforeAll(async () => {
    jobs = await startJobs({}, clock);
    const day = startOf('day', new Date(Date.now() - STEP_MS.hour));
    today = { step: 'hour', from: day, to: new Date(day.getTime() + 2 * STEP_MS.day) };
  }, 60_000);
  afterAll(() => jobs.stop());

  const happen = (definition: MessageDefinition, ticketId: string, sequence: number, data: object) => {
    const common = { ticketId, turn: 1, actor: { kind: 'system', id: 'supervisor' } };
    const extra = { id: factIdOf(ticketId, sequence), sequence };
    return jobs.path.service.deliver(messageFrom(definition.draft(ticketId, { ...common, ...data }, extra)));
  };
  const read = <T>(ask: (at: { tenantId: string; sql: never }) => Promise<T>) =>
    jobs.path.asApi((tx) => ask(tx as never));
  const answered = async () => {
    const id = await jobs.path.create({ channel: 'chat' });
    await happen(TicketTriaged, id, 1, {
      status: 'drafting',
      triage: { ...TRIAGE, category: 'how_to' },
      costMicros: 100,
    });
    const draft = (round: number) => ({ status: 'reviewing', round, contentHash: HASH, cited: [], actor: WRITER });
    await happen(TicketDrafted, id, 2, { ...draft(0), durationMs: 10, costMicros: 5 });
    await happen(TicketReviewed, id, 3, { status: 'drafting', round: 0, outcome: 'revise', checks: [] });
    await happen(TicketDrafted, id, 4, { ...draft(1), durationMs: 30 });
    await happen(TicketReviewed, id, 5, { status: 'sending', round: 1, outcome: 'pass', checks: [] });
    const sent = { decisionId: id, messageId: id, channel: 'chat', contentHash: HASH, cited: [] };
    await happen(TicketReplySent, id, 6, { status: 'sending', ...sent });
    await happen(TicketResolved, id, 7, { status: 'resolved', outcome: 'confirmed' });
  };
  const handedOver = async () => {
    const id = await jobs.path.create();
    await happen(TicketHandedOver, id, 1, { status: 'with_person', reason: 'no_evidence', reasons: [] });
  };
  /** Facts are looked at once every older transaction of the server is over, and other tests have transactions there too. */
  const rollUpHours = async () => {
    await waitFor('older transactions to end', async () => {
      const [row] = await jobs.rows<{ seen: boolean }>(
        `SELECT COALESCE(max(xact), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS seen
         FROM gateway.timeline`,
      );
      return row?.seen;
    });
    await jobs.run(RollUpHours);
  };
  const stored = async () => {
    const tables: object[][] = [];
    for (const table of ['ticket_rollups', 'fact_rollups', 'agent_rollups']) {
      tables.push(await jobs.rows(`SELECT * FROM gateway.${table} ORDER BY step, starts_at, 4, 5, 6`));
    }
    return tables;
  };

  it('agree with the exact summary, per hour and per day', async () => {
    await answered();
    await answered();
    await handedOver();
    await jobs.path.create();
    await rollUpHours();
    await jobs.run(RollUpDays);
    const { volumes, outcomes, cost } = await read((at) => analyticsSummary(at, today));
    for (const step of ['hour', 'day'] as const) {
      const period = wholeSteps(today, step);
      const funnel = await read((at) => readFunnel(at, period));
      expect(Object.fromEntries(funnel.stages.map(({ stage, tickets }) => [stage, tickets]))).toEqual({
        ...{ created: volumes.created, triaged: 2, researched: 0, drafted: 2, reviewed: 2 },
        ...{ approval_requested: 0, replied: 2, resolved: volumes.resolved },
      });
      const { confirmed, assumed, byPerson } = outcomes;
      expect(funnel.outcomes).toEqual({ confirmed, assumed, byPerson });
      expect(funnel.elsewhere).toMatchObject({
        withPerson: volumes.withPerson,
        handedOver: outcomes.handedOver['no_evidence'],
      });
      const series = await read((at) => readTimeseries(at, period));
      expect(series.reduce((sum, { tickets }) => sum + tickets.costMicros, 0)).toBe(cost.micros);
    }
    expect(volumes).toMatchObject({ created: 4, resolved: 2, withPerson: 1 });
  });

  it('tell how each configuration of an agent worked and how its drafts were judged', async () => {
    expect(await read((at) => readAgents(at, today))).toEqual([
      {
        ...{ agent: 'solution', model: 'local', promptVersion: 'v3', tasks: 4, meanMs: 20, longestMs: 30 },
        ...{ costMicros: 10, verdicts: { pass: 2, revise: 2, block: 0 } },
      },
    ]);
  });

  it('tell how often each stage was passed and how long it took', async () => {
    const series = await read((at) => readTimeseries(at, today));
    const drafted = series.flatMap(({ facts }) => facts).find(({ fact }) => fact === 'drafted');
    expect(drafted).toEqual({ fact: 'drafted', count: 4, meanMs: 20, longestMs: 30 });
  });

  it('are the same however often and by however many they are built', async () => {
    const before = await stored();
    await jobs.rows('DELETE FROM gateway.rollup_positions');
    await Promise.all([rollUpHours(), rollUpHours()]);
    await jobs.run(RollUpDays);
    expect(await stored()).toEqual(before);
  });

  it('follow what becomes of a ticket later', async () => {
    const created = await jobs.path.create();
    await rollUpHours();
    const long = '2026-01-05T10:30:00Z';
    await jobs.rows('UPDATE gateway.tickets SET created_at = $2 WHERE id = $1', [created, long]);
    await happen(TicketResolved, created, 1, { status: 'resolved', outcome: 'assumed' });
    clock.advance(0);
    await rollUpHours();
    await jobs.run(RollUpDays);
    const then = wholeSteps({ from: new Date(long), to: new Date('2026-01-05T11:00:00Z') }, 'day');
    const funnel = await read((at) => readFunnel(at, then));
    expect(funnel.outcomes.assumed).toBe(1);
  });

  it('are shown to nobody of another tenant', async () => {
    const other = (at: never) => readFunnel(at, today);
    const funnel = await jobs.path.asApi((tx) => other(tx as never), 'acme');
    expect(funnel.stages.every(({ tickets }) => tickets === 0)).toBe(true);
  });
});
