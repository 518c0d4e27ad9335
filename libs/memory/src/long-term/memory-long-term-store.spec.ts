import { longTermStoreContract, passage } from '../../test/long-term-store.contract';
import { MemoryLongTermStore } from './memory-long-term-store';

describe('the long-term index in process', () => {
  longTermStoreContract(async () => new MemoryLongTermStore());

  it('lets the tenant go that was not asked about for longest, which then starts from nothing', async () => {
    const store = new MemoryLongTermStore(2);
    for (const tenant of ['a', 'b']) {
      await store.upsert(tenant, [passage('d', 'bicycle')]);
      await store.advance(tenant, 5);
    }
    await store.search('a', { text: 'bicycle', audiences: ['public'], limit: 1 });
    await store.upsert('c', [passage('d', 'bicycle')]);
    expect(await store.state('b')).toMatchObject({ revision: 0, passages: 0 });
    expect(await store.state('a')).toMatchObject({ revision: 5, passages: 1 });
  });

  it('does not begin a search that nobody waits for', async () => {
    const gone = AbortSignal.abort(new Error('too late'));
    const query = { text: 'bicycle', audiences: ['public'], limit: 1 } as const;
    await expect(new MemoryLongTermStore().search('a', query, gone)).rejects.toThrow('too late');
  });
});
