import { ManualClock } from '@mesh/kernel';
import { sessionStoreContract, turn } from '../../test/session-store.contract';
import { MemorySessionStore } from './memory-session-store';

const ref = (customerId: string) => ({ tenantId: 'acme', customerId, channel: 'chat' });

describe('the session tier in process', () => {
  sessionStoreContract(async () => {
    const clock = new ManualClock(new Date('2026-01-01T00:00:00Z'));
    const limits = { ttlMs: 60_000, maxSessions: 100, maxTurns: 5 };
    return { ...limits, store: new MemorySessionStore(clock, limits), pass: async (ms) => clock.advance(ms) };
  });

  it('lets the session go that was not used for longest when there are too many', async () => {
    const clock = new ManualClock(new Date('2026-01-01T00:00:00Z'));
    const store = new MemorySessionStore(clock, { ttlMs: 60_000, maxSessions: 2, maxTurns: 5 });
    await store.append(ref('a'), [turn('1')]);
    await store.append(ref('b'), [turn('2')]);
    await store.recent(ref('a'), 1);
    await store.append(ref('c'), [turn('3')]);
    expect(await store.recent(ref('b'), 1)).toEqual([]);
    expect(await store.recent(ref('a'), 1)).toHaveLength(1);
    expect(await store.statistics()).toMatchObject({ sessions: 2, evictions: 1 });
  });
});
