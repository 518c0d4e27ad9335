import { QdrantCounterpart } from '@mesh/testing';
import fc from 'fast-check';
import { passage } from '../../test/long-term-store.contract';
import { QDRANT_INDEX_VERSION } from './qdrant-collections';
import { type PointSelection, pointsOf } from './qdrant-filter';
import { QdrantLongTermStore } from './qdrant-long-term-store';

const KEY = 'a-key-that-nobody-else-has';
const connect = (qdrant: QdrantCounterpart, apiKey?: string) =>
  new QdrantLongTermStore({ url: qdrant.url, apiKey, timeoutMs: 3_000, prefix: 'mesh-test' });

/** Every filter in a request, however deep. */
function filtersIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(filtersIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /^(update_)?filter$/.test(key) ? [inner as Record<string, unknown>] : filtersIn(inner),
  );
}

const holdsTenant = (filter: Record<string, unknown>, tenantId: string) =>
  (filter['must'] as object[]).some(
    (condition) => JSON.stringify(condition) === JSON.stringify({ key: 'tenant_id', match: { value: tenantId } }),
  );

describe('P46: Qdrant believes everybody, so the mesh builds the walls', () => {
  let qdrant: QdrantCounterpart;
  afterEach(() => qdrant.stop());

  it('sends its key with every request, and without it memory is away', async () => {
    qdrant = await new QdrantCounterpart(KEY).start();
    const store = connect(qdrant, KEY);
    await store.upsert('acme', [passage('bikes', 'bicycle')]);
    expect(await store.search('acme', { text: 'bicycle', audiences: ['public'], limit: 1 })).toHaveLength(1);
    expect(new Set(qdrant.exchanges.map(({ headers }) => headers['api-key']))).toEqual(new Set([KEY]));
    await expect(connect(qdrant).state('acme')).rejects.toMatchObject({
      code: 'LONG_TERM_UNAVAILABLE',
      details: { reason: 'not_allowed' },
    });
  });

  it('never says the key in an error', async () => {
    qdrant = await new QdrantCounterpart('another').start();
    const error: unknown = await connect(qdrant, KEY)
      .state('acme')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'LONG_TERM_UNAVAILABLE' });
    const { message, details } = error as { message: string; details: unknown };
    expect(message + JSON.stringify(details)).not.toContain(KEY);
  });

  it('keeps tenants apart even if somebody puts the points of two into one collection', async () => {
    qdrant = await new QdrantCounterpart().start();
    const store = connect(qdrant);
    await store.upsert('acme', [passage('bikes', 'bicycle')]);
    await store.upsert('globex', [passage('secret', 'bicycle', { tenantId: 'globex' })]);
    const state = qdrant.snapshot();
    const [acme, globex] = state.names();
    for (const [id, point] of state.find(globex ?? '').points) state.find(acme ?? '').points.set(id, point);
    qdrant.restore(state);
    const hits = await store.search('acme', { text: 'bicycle', audiences: ['public', 'internal'], limit: 10 });
    expect(hits.map((hit) => hit.passage.documentId)).toEqual(['bikes']);
    expect(await store.state('acme')).toMatchObject({ passages: 1 });
    expect(await store.passagesOf('acme', 'secret', 1)).toEqual([]);
    expect(await store.removeDocuments('acme', ['secret'])).toBe(0);
    expect((await store.statistics('acme')).documentFrequency('secret')).toBe(0);
  });

  it('names the version of the index in every collection, and no tenant', async () => {
    qdrant = await new QdrantCounterpart().start();
    await connect(qdrant).advance('acme', 1);
    expect(qdrant.collections()).toHaveLength(1);
    expect(qdrant.collections()[0]).toContain(`mesh-test-${QDRANT_INDEX_VERSION}-`);
    expect(qdrant.collections()[0]).not.toContain('acme');
  });

  it('indexes what it filters by', async () => {
    qdrant = await new QdrantCounterpart().start();
    await connect(qdrant).advance('acme', 1);
    const [name = ''] = qdrant.collections();
    const indexed = [...qdrant.snapshot().find(name).indexes.keys()];
    expect(indexed).toEqual(expect.arrayContaining(['tenant_id', 'audience', 'document_id', 'kind']));
  });

  it.each([[''], [undefined], [null], [['acme']], [{ any: ['acme'] }]])(
    'reaches no points without one tenant (%j)',
    async (tenant) => {
      qdrant = await new QdrantCounterpart().start();
      const query = { text: 'bicycle', audiences: ['public'], limit: 1 } as const;
      await connect(qdrant).upsert('acme', [passage('bikes', 'bicycle')]);
      const before = qdrant.exchanges.length;
      const store = connect(qdrant);
      await expect(store.search(tenant as string, query)).rejects.toMatchObject({ code: 'TENANT_INVALID' });
      await expect(store.state(tenant as string)).rejects.toMatchObject({ code: 'TENANT_INVALID' });
      await expect(store.upsert(tenant as string, [])).rejects.toMatchObject({ code: 'TENANT_INVALID' });
      expect(qdrant.exchanges).toHaveLength(before);
    },
  );
});

describe('P-h: the tenant is in every filter', () => {
  const selection: fc.Arbitrary<PointSelection> = fc.record(
    {
      kinds: fc.subarray(['knowledge', 'resolution', 'index_state'] as const, { minLength: 1 }),
      audiences: fc.subarray(['public', 'internal'] as const),
      documentIds: fc.array(fc.string(), { maxLength: 4 }),
      documentVersion: fc.nat(),
      writtenBefore: fc.nat(),
      writtenUpTo: fc.nat(),
    },
    { requiredKeys: ['kinds'] },
  );

  it('whatever is selected, as a condition that must hold, and nothing is optional beside it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), selection, (tenantId, selected) => {
        const filter = pointsOf(tenantId, selected);
        expect(Object.keys(filter)).toEqual(['must']);
        expect(holdsTenant(filter, tenantId)).toBe(true);
        if (selected.audiences) expect(JSON.stringify(filter)).toContain('"audience"');
      }),
    );
  });

  it('that is sent, whatever the store is asked to do, and every read or removal has one', async () => {
    const qdrant = await new QdrantCounterpart().start();
    const word = fc.constantFrom('bicycle', 'tandem', 'scooter');
    const act = fc.oneof(
      fc.record({ kind: fc.constant('upsert' as const), word, revision: fc.option(fc.nat(9)) }),
      fc.record({ kind: fc.constant('remove' as const), word, revision: fc.option(fc.nat(9)) }),
      fc.record({ kind: fc.constant('search' as const), word, revision: fc.constant(null) }),
      fc.record({ kind: fc.constant('advance' as const), word, revision: fc.nat(9) }),
      fc.record({ kind: fc.constant('rebuild' as const), word, revision: fc.nat(9) }),
    );
    const tenant = fc.stringMatching(/^[a-z]{3,8}$/);
    await fc.assert(
      fc.asyncProperty(tenant, fc.array(act, { minLength: 1, maxLength: 5 }), async (tenantId, acts) => {
        qdrant.exchanges = [];
        const store = connect(qdrant);
        for (const { kind, word: text, revision } of acts)
          await run(store, tenantId, kind, text, revision ?? undefined);
        for (const { path, method, body } of qdrant.exchanges) {
          const filters = filtersIn(body);
          expect(filters.every((filter) => holdsTenant(filter, tenantId))).toBe(true);
          if (method === 'POST' && /points|facet/.test(path)) expect(filters.length).toBeGreaterThan(0);
          for (const search of searchesIn(body)) expect(filtersIn(search).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 20 },
    );
    await qdrant.stop();
  });
});

const searchesIn = (body: unknown): object[] => {
  const searches = (body as { searches?: { prefetch?: object[] }[] }).searches ?? [];
  return searches.flatMap((search) => [{ ...search, prefetch: [] }, ...(search.prefetch ?? [])]);
};

async function run(store: QdrantLongTermStore, tenantId: string, kind: string, text: string, revision?: number) {
  const known = passage(text, text, { tenantId });
  const batch = async function* () {
    yield [known];
  };
  if (kind === 'upsert') await store.upsert(tenantId, [known], revision);
  if (kind === 'remove') await store.removeDocuments(tenantId, [text], revision);
  if (kind === 'advance') await store.advance(tenantId, revision ?? 1);
  if (kind === 'rebuild') await store.rebuild(tenantId, revision ?? 1, batch());
  if (kind === 'search') {
    const hits = await store.search(tenantId, { text, audiences: ['public'], limit: 5 });
    expect(hits.every((hit) => hit.passage.documentId === text || hit.score > 0)).toBe(true);
    await store.statistics(tenantId);
    await store.passagesOf(tenantId, text, 1);
  }
}
