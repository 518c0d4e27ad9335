import { ManualClock } from '@mesh/kernel';
import { DraftBoard, type DraftSoFar } from './draft-board';
import { LocalTopics } from './local-topics';
import { MemorySessionStore } from './memory-session-store';

const draft = (text: string, stepId = 'step'): DraftSoFar => ({ ticketId: 'ticket', turn: 1, stepId, text });

describe('drafts that are watched while they are written', () => {
  const clock = new ManualClock(new Date(0));
  const store = () => new MemorySessionStore(clock, { ttlMs: 1_000, maxSessions: 1, maxTurns: 1 });

  async function watched(sessions = store()) {
    const board = new DraftBoard(sessions, clock);
    const seen: string[] = [];
    const leave = await board.watch('acme', ({ text }) => seen.push(text));
    return { board, seen, leave, sessions };
  }

  it('are seen by those who watch the tenant, and by nobody else', async () => {
    const { board, seen } = await watched();
    board.show('acme', draft('Open'));
    board.show('other', draft('Secret'));
    expect(seen).toEqual(['Open']);
  });

  it('are not shown more often than people read; each piece has the whole text', async () => {
    const { board, seen } = await watched();
    board.show('acme', draft('Open'));
    board.show('acme', draft('Open the'));
    board.show('acme', draft('Close', 'another step'));
    clock.advance(100);
    board.show('acme', draft('Open the page'));
    expect(seen).toEqual(['Open', 'Close', 'Open the page']);
  });

  it('are never longer than a message may be', async () => {
    const { board, seen } = await watched();
    board.show('acme', draft('x'.repeat(30_000)));
    expect(seen[0]).toHaveLength(20_000);
  });

  it('are not taken from what is of another form', async () => {
    const { seen, sessions } = await watched();
    await sessions.publish('acme', 'drafts', 'no json');
    await sessions.publish('acme', 'drafts', '{"text": 1}');
    expect(seen).toEqual([]);
  });

  it('hold nobody up while the session tier is away', () => {
    const sessions = store();
    sessions.publish = () => Promise.reject(new Error('away'));
    expect(() => new DraftBoard(sessions, clock).show('acme', draft('Open'))).not.toThrow();
  });

  it('are seen across the services of one process', async () => {
    const topics = new LocalTopics();
    const limits = { ttlMs: 1_000, maxSessions: 1, maxTurns: 1 };
    const { seen } = await watched(new MemorySessionStore(clock, limits, topics));
    new DraftBoard(new MemorySessionStore(clock, limits, topics), clock).show('acme', draft('Open'));
    expect(seen).toEqual(['Open']);
  });
});
