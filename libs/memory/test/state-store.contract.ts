import { RetryableError } from '@mesh/kernel';
import type { Sql } from '@mesh/persistence';
import { z } from 'zod';
import type { StateRef, StateStore } from '../src/state/state-store.port';

export interface StateStoreUnderTest {
  readonly store: StateStore;
  /** Runs the work in one transaction of a tenant. */
  transaction<T>(tenantId: string, work: (sql: Sql) => Promise<T>): Promise<T>;
}

const Counter = z.object({ count: z.number(), seen: z.array(z.string()).default([]) });

/** What every state store promises. */
export function stateStoreContract(get: () => StateStoreUnderTest): void {
  let n = 0;
  const ref = (tenantId = 'acme', ownerId = `owner-${(n += 1)}`): StateRef<typeof Counter> => ({
    tenantId,
    kind: { name: 'counter', schema: Counter },
    ownerId,
    key: 'k',
  });
  const save = (state: StateRef<typeof Counter>, count: number, expected: number) =>
    get().transaction(state.tenantId, (sql) => get().store.save(sql, state, { count }, expected));
  const load = (state: StateRef<typeof Counter>, tenantId = state.tenantId) =>
    get().transaction(tenantId, (sql) => get().store.load(sql, state));

  it('knows nothing of a state that was never saved', async () => {
    expect(await load(ref())).toBeUndefined();
  });

  it('gives back what was saved last, with its version', async () => {
    const state = ref();
    expect(await save(state, 1, 0)).toBe(1);
    expect(await save(state, 2, 1)).toBe(2);
    expect(await load(state)).toMatchObject({ version: 2, value: { count: 2, seen: [] } });
  });

  it('refuses a save that was decided on another version', async () => {
    const state = ref();
    await save(state, 1, 0);
    await expect(save(state, 9, 0)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await expect(save(state, 9, 5)).rejects.toBeInstanceOf(RetryableError);
    expect(await load(state)).toMatchObject({ value: { count: 1 } });
  });

  it('lets one of many writers win', async () => {
    const state = ref();
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((count) => save(state, count, 0)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await load(state)).toMatchObject({ version: 1 });
  });

  it('keeps a snapshot of every version, newest first', async () => {
    const state = ref();
    for (const version of [0, 1, 2]) await save(state, version + 1, version);
    const snapshots = await get().transaction('acme', (sql) => get().store.snapshots(sql, state, 2));
    expect(snapshots.map(({ version, value }) => [version, value.count])).toEqual([
      [3, 3],
      [2, 2],
    ]);
  });

  it('commits with the transaction or not at all', async () => {
    const state = ref();
    const failing = get().transaction('acme', async (sql) => {
      await get().store.save(sql, state, { count: 1 }, 0);
      throw new RetryableError('LATER', 'something else failed');
    });
    await expect(failing).rejects.toMatchObject({ code: 'LATER' });
    expect(await load(state)).toBeUndefined();
  });

  it('shows a tenant nothing of another', async () => {
    const state = ref('acme');
    await save(state, 1, 0);
    expect(await load(state, 'globex')).toBeUndefined();
    expect(await load({ ...state, tenantId: 'globex' })).toBeUndefined();
  });

  it('forgets an owner whole, and nobody else', async () => {
    const [gone, kept] = [ref(), ref()];
    for (const state of [gone, kept]) await save(state, 1, 0);
    await save(gone, 2, 1);
    const removed = await get().transaction('acme', (sql) => get().store.forget(sql, 'acme', gone.ownerId));
    expect(removed).toBe(2);
    expect(await get().transaction('acme', (sql) => get().store.countOf(sql, 'acme', gone.ownerId))).toBe(0);
    expect(await load(kept)).toMatchObject({ version: 1 });
  });

  it('says that it is up', async () => {
    expect(await get().store.health()).toMatchObject({ tier: 'state', status: 'up' });
  });
}
