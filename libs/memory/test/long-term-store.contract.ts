import { derivedId } from '@mesh/kernel';
import type { LongTermStore, PassageQuery } from '../src/long-term/long-term-store.port';
import type { StoredPassage } from '../src/long-term/stored-passage';

export const passage = (
  documentId: string,
  text: string,
  more: Partial<StoredPassage> & { readonly tenantId?: string } = {},
): StoredPassage => {
  const { tenantId = 'acme', ...rest } = more;
  const { ordinal = 0, documentVersion = 1 } = rest;
  return {
    id: derivedId('chunk', tenantId, documentId, documentVersion, ordinal),
    kind: 'knowledge',
    audience: 'public',
    documentId,
    documentVersion,
    ordinal,
    title: `About ${documentId}`,
    headingPath: [],
    keywords: '',
    start: 0,
    end: text.length,
    text,
    ...rest,
  };
};

/** What every long-term store promises. */
export function longTermStoreContract(make: () => Promise<LongTermStore>): void {
  let store: LongTermStore;
  beforeEach(async () => {
    store = await make();
  });

  const search = async (text: string, more: Partial<PassageQuery> = {}, tenantId = 'acme') => {
    const hits = await store.search(tenantId, { text, audiences: ['public'], limit: 10, ...more });
    return hits.map(({ passage: found }) => found.documentId);
  };
  const bicycles = passage('bikes', 'Lock the bicycle at any docking station to end the rental.');
  const helmets = passage('helmets', 'Helmets hang in the orange box beside the station.');
  const batch = async function* (...passages: StoredPassage[]) {
    yield passages;
  };

  it('finds the passage that fits best first, and gives it back whole', async () => {
    await store.upsert('acme', [helmets, bicycles]);
    const hits = await store.search('acme', { text: 'where do I lock my bicycle', audiences: ['public'], limit: 10 });
    expect(hits[0]?.passage).toEqual(bicycles);
    expect(hits[0]?.lexicalScore).toBeGreaterThan(0);
    expect(hits.every((hit, at) => at === 0 || hit.score <= (hits[at - 1]?.score ?? 0))).toBe(true);
  });

  it('gives the same answer to the same question', async () => {
    await store.upsert('acme', [helmets, bicycles]);
    expect(await search('station')).toEqual(await search('station'));
  });

  it('finds nothing for nothing', async () => {
    expect(await search('bicycle')).toEqual([]);
    await store.upsert('acme', [bicycles]);
    expect(await search('')).toEqual([]);
  });

  it('shows a tenant nothing of another', async () => {
    await store.upsert('acme', [bicycles]);
    await store.upsert('globex', [passage('secret', 'Our bicycle is a secret.', { tenantId: 'globex' })]);
    expect(await search('bicycle')).toEqual(['bikes']);
    expect(await search('bicycle', {}, 'globex')).toEqual(['secret']);
    expect(await search('bicycle', {}, 'nobody')).toEqual([]);
  });

  it('shows an audience and a kind only what is for it, within the limit', async () => {
    const internal = passage('staff', 'The master key opens every bicycle lock.', { audience: 'internal' });
    const learnt = passage('learnt', 'You can lock the bicycle there too.', { kind: 'resolution' });
    await store.upsert('acme', [internal, bicycles, learnt]);
    expect(await search('bicycle lock', { limit: 1 })).not.toEqual(['staff']);
    expect((await search('bicycle lock')).sort()).toEqual(['bikes', 'learnt']);
    expect(await search('bicycle lock', { audiences: ['internal'] })).toEqual(['staff']);
    expect(await search('bicycle lock', { kinds: ['resolution'] })).toEqual(['learnt']);
  });

  it('searches keywords and headings, too', async () => {
    await store.upsert('acme', [
      passage('learnt', 'Yes, that works.', { keywords: 'can I ride a tandem' }),
      passage('headed', 'See the table.', { headingPath: ['Prices', 'Trailers'] }),
    ]);
    expect((await search('tandem'))[0]).toBe('learnt');
    expect((await search('trailers'))[0]).toBe('headed');
  });

  it('replaces a passage that is written again', async () => {
    await store.upsert('acme', [bicycles]);
    await store.upsert('acme', [{ ...bicycles, text: 'Scooters only.', title: 'Scooters' }]);
    expect(await search('bicycle')).not.toContain('bikes');
    expect(await search('scooters')).toEqual(['bikes']);
    expect(await store.state('acme')).toMatchObject({ passages: 1 });
  });

  it('removes every passage of a document, whatever its version', async () => {
    await store.upsert('acme', [bicycles, { ...passage('bikes', 'Second.', { ordinal: 1 }) }, helmets]);
    expect(await store.removeDocuments('acme', ['bikes', 'never-there'])).toBe(2);
    expect(await search('bicycle docking second rental')).not.toContain('bikes');
    expect(await store.state('acme')).toMatchObject({ passages: 1 });
  });

  it('gives the passages of a document version in their order', async () => {
    const second = passage('bikes', 'Second.', { ordinal: 1 });
    const other = passage('bikes', 'Of another version.', { documentVersion: 2, ordinal: 0 });
    await store.upsert('acme', [second, bicycles, other]);
    expect(await store.passagesOf('acme', 'bikes', 1)).toEqual([bicycles, second]);
    expect(await store.passagesOf('acme', 'unknown', 1)).toEqual([]);
  });

  it('remembers how far it has followed the truth, and never goes back', async () => {
    expect(await store.state('acme')).toMatchObject({ revision: 0, passages: 0 });
    await store.advance('acme', 7);
    await store.advance('acme', 3);
    expect(await store.state('acme')).toMatchObject({ revision: 7 });
    expect(await store.state('globex')).toMatchObject({ revision: 0 });
  });

  it('builds a new index beside the old one and swaps them in one step', async () => {
    await store.upsert('acme', [bicycles]);
    let during: string[] = [];
    const slowly = async function* () {
      yield [helmets];
      during = await search('bicycle helmets');
    };
    expect(await store.rebuild('acme', 9, slowly())).toMatchObject({ revision: 9, passages: 1 });
    expect(during).toEqual(['bikes']);
    expect(await search('bicycle helmets')).toEqual(['helmets']);
  });

  it('keeps the old index when building the new one fails', async () => {
    await store.upsert('acme', [bicycles]);
    const broken = async function* () {
      yield [helmets];
      throw new Error('the truth is away');
    };
    await expect(store.rebuild('acme', 9, broken())).rejects.toThrow('the truth is away');
    expect(await search('bicycle')).toEqual(['bikes']);
    await store.rebuild('acme', 9, batch(helmets));
  });

  it('knows how rare words are', async () => {
    await store.upsert('acme', [bicycles, helmets]);
    const statistics = await store.statistics('acme');
    expect(statistics.size).toBe(2);
    expect(statistics.documentFrequency('station')).toBe(2);
    expect(statistics.documentFrequency('unicorn')).toBe(0);
  });

  it('says that it is up', async () => {
    expect(await store.health()).toMatchObject({ tier: 'long_term', status: 'up' });
  });
}
