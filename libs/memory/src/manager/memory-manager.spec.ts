import { ManualClock, RetryableError } from '@mesh/kernel';
import { WorkerDatabase, type Sql } from '@mesh/persistence';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { passage } from '../../test/long-term-store.contract';
import { MemoryResolutionKeeper } from '../../test/memory-resolution-keeper';
import { MemoryTruth } from '../../test/memory-truth';
import { turn } from '../../test/session-store.contract';
import { LongTermMemory } from '../long-term/long-term-memory';
import { MemoryLongTermStore } from '../long-term/memory-long-term-store';
import { stateMigration } from '../migrations/state-migration';
import { MemorySessionStore } from '../session/memory-session-store';
import { PgStateStore } from '../state/pg-state-store';
import { MemoryManager } from './memory-manager';

class AwaySessions extends MemorySessionStore {
  override recent(): Promise<never> {
    return Promise.reject(new RetryableError('SESSION_UNAVAILABLE', 'away'));
  }
}

describe('the memory of the mesh', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  beforeAll(async () => {
    database = await testDatabase([{ schema: 'memory_test', migrations: [stateMigration('memory_test')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 8, 'memory-test');
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  let n = 0;
  const make = (Sessions = MemorySessionStore) => {
    const sessions = new Sessions(new ManualClock(new Date('2026-01-01T00:00:00Z')), {
      ttlMs: 60_000,
      maxSessions: 100,
      maxTurns: 50,
    });
    const truth = new MemoryTruth();
    const keeper = new MemoryResolutionKeeper();
    const longTerm = new LongTermMemory(new MemoryLongTermStore(), truth);
    const memory = new MemoryManager(new PgStateStore('memory_test', worker), sessions, longTerm, keeper);
    const session = { tenantId: 'acme', customerId: `customer-${(n += 1)}`, channel: 'chat' };
    truth.set('bikes', passage('bikes', 'Lock the bicycle at any docking station to end the rental.'));
    return { memory, truth, keeper, session };
  };
  const inAcme = <T>(work: (sql: Sql) => Promise<T>) => worker.inTenant('acme', work);
  const request = (session: ReturnType<typeof make>['session'], strategy: 'recent' | 'relevant' | 'hybrid') => ({
    session,
    text: 'where do I lock my bicycle',
    strategy,
    tokenBudget: 200,
    audiences: ['public'] as const,
  });

  it.each([
    ['recent', ['session']],
    ['relevant', ['long_term']],
    ['hybrid', ['session', 'long_term']],
  ] as const)('recalls what is %s from %j', async (strategy, sources) => {
    const { memory, session } = make();
    await memory.remember(session, [turn('1', 'The dock at the river is broken.')]);
    const answer = await memory.recall(request(session, strategy));
    expect(answer.items.map(({ source }) => source)).toEqual(sources);
    expect(answer.missing).toEqual([]);
  });

  it('goes on without a tier that is away, and says which', async () => {
    const { memory, session } = make(AwaySessions);
    const withoutSession = await memory.recall(request(session, 'hybrid'));
    expect(withoutSession.items.map(({ source }) => source)).toEqual(['long_term']);
    expect(withoutSession.missing).toEqual([{ tier: 'session', code: 'SESSION_UNAVAILABLE' }]);

    const other = make();
    await other.memory.remember(other.session, [turn('1')]);
    other.truth.fault = new RetryableError('DATABASE_UNAVAILABLE', 'away');
    const withoutIndex = await other.memory.recall(request(other.session, 'hybrid'));
    expect(withoutIndex.items.map(({ source }) => source)).toEqual(['session']);
    expect(withoutIndex.missing).toEqual([{ tier: 'long_term', code: 'DATABASE_UNAVAILABLE' }]);
  });

  const provenance = {
    ticketId: 't-1',
    decisionId: 'd-1',
    approvedBy: { kind: 'person', id: 'key-1' },
    category: 'how_to',
    cited: [{ documentId: 'bikes', documentVersion: 1, start: 0, end: 8 }],
  };
  const approved = {
    question: 'Hi team,\nmy mail is jo@example.com, where do I leave the bicycle?\nThanks\nJo Doe',
    answer: 'Dear Jo,\n\nLock it at any station.\n\nBest regards,\nThe team',
    provenance,
  };

  it('keeps an approved answer once, with its provenance and without customer data', async () => {
    const { memory, keeper } = make();
    expect(await inAcme((sql) => memory.promote(sql, 'acme', approved))).toBe(true);
    expect(await inAcme((sql) => memory.promote(sql, 'acme', approved))).toBe(false);
    expect(keeper.kept).toEqual([
      {
        question: 'my mail is [EMAIL], where do I leave the bicycle?',
        answer: 'Lock it at any station.',
        provenance,
      },
    ]);
  });

  it('sums a conversation up in its own words', async () => {
    const { memory, session } = make();
    await memory.remember(session, [
      turn('1', 'The docking station at the river does not take my bicycle. I like your colours.'),
      turn('2', 'Have you tried the next docking station?', 'person'),
      turn('3', 'The next docking station does not take the bicycle either.'),
    ]);
    const summary = await memory.summarize(session, 30);
    expect(summary).toContain('docking station');
    expect(summary).not.toContain('colours');
    expect(await memory.summarize({ ...session, channel: 'email' }, 30)).toBe('');
  });

  it('archives a session as ids, times and hashes; its words are gone', async () => {
    const { memory, session } = make();
    await memory.remember(session, [turn('1', 'a secret'), turn('2', 'an answer', 'mesh')]);
    expect(await inAcme((sql) => memory.archive(sql, session))).toBe(2);
    await memory.remember(session, [turn('3', 'later')]);
    await inAcme((sql) => memory.archive(sql, session));
    const history = await inAcme((sql) => memory.history(sql, session, 10));
    expect(history.map(({ version, value }) => [version, value.turns.map(({ id }) => id)])).toEqual([
      [2, ['3']],
      [1, ['1', '2']],
    ]);
    expect(JSON.stringify(history)).not.toContain('secret');
    expect((await memory.recall(request(session, 'recent'))).items).toEqual([]);
    expect(await inAcme((sql) => memory.archive(sql, session))).toBe(0);
  });

  it('forgets a person in every tier, and proves it', async () => {
    const { memory, session, keeper } = make();
    await memory.remember(session, [turn('1')]);
    await inAcme((sql) => memory.archive(sql, session));
    await memory.remember(session, [turn('2')]);
    await inAcme((sql) => memory.promote(sql, 'acme', approved));
    const who = { tenantId: 'acme', customerId: session.customerId, ticketIds: ['t-1'] };
    const proof = await inAcme((sql) => memory.forget(sql, who));
    expect(proof).toEqual({
      removed: { state: 1, session: 1, long_term: 1 },
      remaining: { state: 0, session: 0, long_term: 0 },
    });
    expect(keeper.kept).toEqual([]);
    expect((await inAcme((sql) => memory.forget(sql, who))).removed).toEqual({ state: 0, session: 0, long_term: 0 });
  });

  it('tells how each tier is', async () => {
    const { memory } = make();
    const health = await memory.health();
    expect(health.map(({ tier, status }) => [tier, status])).toEqual([
      ['state', 'up'],
      ['session', 'up'],
      ['long_term', 'up'],
    ]);
  });
});
