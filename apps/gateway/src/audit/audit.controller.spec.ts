import { type Edge, playService, startEdge } from '../http/test/start-edge';
import { type ChainedEntry, GENESIS, follow } from './audit-chain';

describe('the audit log over the API', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
    for (const name of ['one', 'two', 'three']) {
      await edge.ask('POST', '/v1/api-keys', { body: { name, role: 'analyst' } });
    }
  });
  afterAll(() => edge.stop());

  const page = async (query: string) => {
    const { status, body } = await edge.ask('GET', `/v1/audit?${query}`);
    return { status, items: body['items'] as ChainedEntry[], cursor: body['nextCursor'] as string | null };
  };

  it('F97: can be followed by whoever has an admin key, page by page, and computed again', async () => {
    const first = await page('order=oldest&limit=2');
    const second = await page(`order=oldest&limit=2&cursor=${first.cursor}`);
    expect(second.cursor).toBeNull();
    const whole = [...first.items, ...second.items];
    expect(whole.map(({ sequence, action }) => [sequence, action])).toEqual([
      [1, 'api_key.created'],
      [2, 'api_key.created'],
      [3, 'api_key.created'],
    ]);
    expect(follow(GENESIS, whole)).toEqual({ head: { sequence: 3, hash: whole[2]?.hash } });
  });

  it('shows people the newest entries first', async () => {
    expect((await page('limit=1')).items).toMatchObject([{ sequence: 3, actor: { kind: 'person' } }]);
  });

  it('takes no cursor of the other order', async () => {
    const { cursor } = await page('order=oldest&limit=1');
    expect((await edge.ask('GET', `/v1/audit?cursor=${cursor}`)).body).toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('says who released a passage that was held back', async () => {
    const released = { id: 'lamps', version: 2, status: 'live' };
    const seen = playService(edge.registry, 'research', { status: 200, body: released });
    const { status, body } = await edge.ask('POST', '/v1/knowledge/documents/lamps/release', { body: { version: 2 } });
    expect([status, body]).toEqual([200, released]);
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /internal/knowledge/documents/lamps/release',
    ]);
    const [entry] = (await page('limit=1')).items;
    expect(entry).toMatchObject({ action: 'document.released', subject: 'lamps', details: { version: 2 } });
  });

  it('says nothing of a release that was refused', async () => {
    edge.registry.all().forEach((service) => service.name === 'research' && edge.registry.remove(service));
    const problem = { status: 409, code: 'DOCUMENT_CHANGED', detail: 'newer' };
    const contentType = 'application/problem+json';
    playService(edge.registry, 'research', { status: 409, body: problem, contentType });
    const { status } = await edge.ask('POST', '/v1/knowledge/documents/lamps/release', { body: { version: 1 } });
    expect(status).toBe(409);
    expect((await page('limit=1')).items).toMatchObject([{ sequence: 4 }]);
  });
});
