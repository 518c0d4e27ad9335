import { readFileSync } from 'node:fs';
import { type OpenApiDocument, OpenApiChecker, QdrantCounterpart } from '@mesh/testing';
import { QdrantLongTermStore } from '../src/long-term/qdrant-long-term-store';
import { longTermStoreContract } from './long-term-store.contract';

/** The OpenAPI document of the Qdrant version that the client speaks. */
const path = process.env['QDRANT_OPENAPI'];

describe('what goes between the mesh and Qdrant is as Qdrant documents it', () => {
  if (!path) {
    it.todo('skipped: QDRANT_OPENAPI does not name the OpenAPI document of Qdrant');
    return;
  }
  const checker = new OpenApiChecker(JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument);
  const used = new Set<string>();
  let qdrant: QdrantCounterpart;

  const connect = () => new QdrantLongTermStore({ url: qdrant.url, timeoutMs: 3_000, prefix: 'mesh-test' });

  beforeEach(async () => (qdrant = await new QdrantCounterpart().start()));
  afterEach(async () => {
    await qdrant.stop();
    expect(qdrant.exchanges.flatMap((exchange) => checker.faultsOf(exchange))).toEqual([]);
    for (const { method, path: asked, status } of qdrant.exchanges)
      used.add(`${method} ${asked.replace(/mesh-test-[^/]+/, '{name}')} ${status}`);
  });

  longTermStoreContract(async () => connect());

  it('in the answers that refuse, too', async () => {
    const store = connect();
    await store.advance('acme', 1);
    qdrant.resize(3);
    await expect(store.search('acme', { text: 'bicycle', audiences: ['public'], limit: 3 })).rejects.toThrow();
    qdrant.trouble = 'error';
    await expect(store.state('acme')).rejects.toThrow();
    expect(qdrant.exchanges.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 400, 404, 500]));
  });

  it.each([
    ['an unknown field', { filter: { must: [], mustt: [] } }],
    ['a wrong type', { limit: 'ten' }],
    ['a condition that does not exist', { filter: { must: [{ key: 'kind', match: { equals: 'knowledge' } }] } }],
  ])('and %s would be noticed', (_name, body) => {
    const reply = { result: { points: [] }, status: 'ok', time: 0.1 };
    const asked = { method: 'POST', path: '/collections/c/points/scroll', query: {}, headers: {}, status: 200, reply };
    expect(checker.faultsOf({ ...asked, body: {} })).toEqual([]);
    expect(checker.faultsOf({ ...asked, body })).toHaveLength(1);
  });

  it('and every operation that the mesh uses was among them', () => {
    expect([...used].filter((name) => name.endsWith(' 200')).sort()).toEqual([
      'DELETE /collections/{name} 200',
      'GET /aliases 200',
      'GET /collections 200',
      'GET /collections/{name} 200',
      'POST /collections/aliases 200',
      'POST /collections/{name}/facet 200',
      'POST /collections/{name}/points/count 200',
      'POST /collections/{name}/points/delete 200',
      'POST /collections/{name}/points/payload 200',
      'POST /collections/{name}/points/query/batch 200',
      'POST /collections/{name}/points/scroll 200',
      'PUT /collections/{name} 200',
      'PUT /collections/{name}/index 200',
      'PUT /collections/{name}/points 200',
    ]);
  });
});
