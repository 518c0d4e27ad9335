import type { SessionRef, SessionStore, SessionTurn } from '../src/session/session-store.port';

export interface SessionStoreUnderTest {
  readonly store: SessionStore;
  /** Time to live of its sessions, in milliseconds. */
  readonly ttlMs: number;
  /** The most turns that it keeps of a session. */
  readonly maxTurns: number;
  /** Lets time pass, as the store sees it. */
  pass(milliseconds: number): Promise<void>;
}

export const turn = (id: string, text = `text of ${id}`, author: SessionTurn['author'] = 'customer'): SessionTurn => ({
  id,
  author,
  text,
  at: '2026-01-01T00:00:00.000Z',
});

/** What every session store promises. */
export function sessionStoreContract(make: () => Promise<SessionStoreUnderTest>): void {
  let under: SessionStoreUnderTest;
  let store: SessionStore;
  let n = 0;
  beforeEach(async () => {
    under = await make();
    store = under.store;
  });

  const session = (more: Partial<SessionRef> = {}): SessionRef => ({
    tenantId: 'acme',
    customerId: `customer-${(n += 1)}`,
    channel: 'chat',
    ...more,
  });
  const ids = async (ref: SessionRef, limit = 100) => (await store.recent(ref, limit)).map(({ id }) => id);

  it('gives back the newest turns, oldest first', async () => {
    const ref = session();
    await store.append(ref, [turn('a'), turn('b')]);
    await store.append(ref, [turn('c')]);
    expect(await store.recent(ref, 2)).toEqual([turn('b'), turn('c')]);
    expect(await ids(ref, 0)).toEqual([]);
  });

  it('knows nothing of a session that never was', async () => {
    expect(await store.recent(session(), 5)).toEqual([]);
    expect(await store.context(session())).toEqual({});
  });

  it('takes a turn once, however often it is added', async () => {
    const ref = session();
    await store.append(ref, [turn('a')]);
    await store.append(ref, [turn('a'), turn('b'), turn('b')]);
    expect(await ids(ref)).toEqual(['a', 'b']);
  });

  it('keeps no more turns than its bound', async () => {
    const ref = session();
    const many = Array.from({ length: under.maxTurns + 3 }, (_, at) => turn(`t${at}`));
    await store.append(ref, many);
    expect(await ids(ref, 1_000)).toEqual(many.slice(3).map(({ id }) => id));
  });

  it('merges what is known about the customer', async () => {
    const ref = session();
    await store.mergeContext(ref, { tier: 'gold', orders: 2 });
    await store.mergeContext(ref, { orders: 3, vip: true });
    expect(await store.context(ref)).toEqual({ tier: 'gold', orders: 3, vip: true });
  });

  it('keeps customers, channels and tenants apart, whatever their ids look like', async () => {
    const refs = [
      session({ customerId: 'a:b', channel: 'c' }),
      session({ customerId: 'a', channel: 'b:c' }),
      session({ customerId: 'a/b', channel: 'c' }),
      session({ customerId: 'a:b', channel: 'c', tenantId: 'globex' }),
    ];
    for (const [at, ref] of refs.entries()) await store.append(ref, [turn(`only-${at}`)]);
    for (const [at, ref] of refs.entries()) expect(await ids(ref)).toEqual([`only-${at}`]);
  });

  it('ends a session some time after its last write', async () => {
    const ref = session();
    await store.append(ref, [turn('a')]);
    await under.pass(under.ttlMs * 0.7);
    await store.append(ref, [turn('b')]);
    await under.pass(under.ttlMs * 0.7);
    expect(await ids(ref)).toEqual(['a', 'b']);
    await under.pass(under.ttlMs);
    expect(await ids(ref)).toEqual([]);
  });

  it('ends a session when asked', async () => {
    const ref = session();
    await store.append(ref, [turn('a')]);
    expect(await store.end(ref)).toBe(true);
    expect(await store.end(ref)).toBe(false);
    expect(await ids(ref)).toEqual([]);
  });

  it('forgets every session of a customer, and nobody else', async () => {
    const chat = session();
    const mail = { ...chat, channel: 'email' };
    const others = [session(), { ...chat, tenantId: 'globex' }, { ...chat, customerId: `${chat.customerId}0` }];
    for (const ref of [chat, mail, ...others]) await store.append(ref, [turn('a')]);
    const channels = (await store.sessionsOf('acme', chat.customerId)).map(({ channel }) => channel);
    expect([...channels].sort()).toEqual(['chat', 'email']);
    expect(await store.forget('acme', chat.customerId)).toBe(2);
    expect(await store.sessionsOf('acme', chat.customerId)).toEqual([]);
    for (const ref of others) expect(await ids(ref)).toEqual(['a']);
  });

  it('gives a lock to one at a time', async () => {
    const first = await store.lock('acme', 'reindex', 1_000);
    expect(await store.lock('acme', 'reindex', 1_000)).toBeUndefined();
    expect(await store.lock('globex', 'reindex', 1_000)).toBeDefined();
    await first?.release();
    expect(await store.lock('acme', 'reindex', 1_000)).toBeDefined();
  });

  it('ends a lock by itself, and a late release does not free the next holder’s', async () => {
    const late = await store.lock('acme', 'slow', 1_000);
    await under.pass(1_500);
    expect(await store.lock('acme', 'slow', 60_000)).toBeDefined();
    await late?.release();
    expect(await store.lock('acme', 'slow', 1_000)).toBeUndefined();
  });

  it('tells those who listen, until they leave', async () => {
    const heard: string[] = [];
    const leave = await store.subscribe('acme', 'drafts', (message) => heard.push(message));
    await store.publish('acme', 'drafts', 'one');
    await store.publish('globex', 'drafts', 'not for us');
    await store.publish('acme', 'others', 'not this');
    await leave();
    await store.publish('acme', 'drafts', 'too late');
    expect(heard).toEqual(['one']);
    expect(store.hearing()).toEqual({ up: true, interruptions: 0 });
  });

  it('counts hits and misses', async () => {
    const ref = session();
    const before = await store.statistics();
    await store.recent(ref, 1);
    await store.append(ref, [turn('a')]);
    await store.recent(ref, 1);
    await store.context(ref);
    const after = await store.statistics();
    expect([after.hits - before.hits, after.misses - before.misses]).toEqual([2, 1]);
    expect(await store.health()).toMatchObject({ tier: 'session', status: 'up' });
  });
}
