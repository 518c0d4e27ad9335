import { RetryableError } from '@mesh/kernel';
import { waitFor } from '@mesh/testing';
import { TIMEOUT_MS, type WithQdrant, withQdrant } from '../../test/with-qdrant';
import { QdrantConnection } from './qdrant-connection';

const away = (reason: string): unknown =>
  expect.objectContaining({ code: 'LONG_TERM_UNAVAILABLE', details: expect.objectContaining({ reason }) });

describe('F46: when Qdrant is in trouble, no question is answered from nothing', () => {
  let mesh: WithQdrant;
  beforeEach(async () => {
    mesh = await withQdrant();
    mesh.know('bicycle', 'bikes');
    // The first request of a process may take longer than the short deadline of these tests.
    await waitFor('the index', () => mesh.find('bicycle').catch(() => false as const));
  });
  afterEach(() => mesh.qdrant.stop());

  it('down: memory is away, and back with everything when the server is', async () => {
    await mesh.qdrant.stop();
    await expect(mesh.find('bicycle')).rejects.toEqual(away('refused'));
    await expect(mesh.find('bicycle')).rejects.toBeInstanceOf(RetryableError);
    expect(await mesh.store.health()).toMatchObject({ status: 'degraded', code: 'LONG_TERM_UNAVAILABLE' });
    await mesh.qdrant.start();
    const found = await waitFor('the index answers again', () => mesh.find('bicycle').catch(() => false as const));
    expect(found).toEqual(['bikes']);
    expect(await mesh.store.health()).toMatchObject({ status: 'up' });
  });

  it('down from the first moment on: a process that never saw the index does not take it for empty', async () => {
    await mesh.qdrant.stop();
    await expect(mesh.find('bicycle', mesh.replica())).rejects.toEqual(away('refused'));
  });

  it('a black hole: every request is given up at its deadline', async () => {
    mesh.qdrant.trouble = 'black_hole';
    const started = Date.now();
    await expect(mesh.find('bicycle')).rejects.toEqual(away('timeout'));
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS * 4);
  });

  it('slow: an answer after the deadline is no answer', async () => {
    mesh.qdrant.trouble = { ms: 5_000 };
    await expect(mesh.find('bicycle')).rejects.toEqual(away('timeout'));
    mesh.qdrant.trouble = { ms: 5 };
    expect(await mesh.find('bicycle')).toEqual(['bikes']);
  });

  it('an empty collection: it is filled from the truth before it is asked', async () => {
    mesh.qdrant.empty();
    expect(await mesh.find('bicycle')).toEqual(['bikes']);
    expect(await mesh.memory.freshness('acme')).toMatchObject({ behind: 0 });
  });

  it('a lost collection: the question fails once instead of finding nothing, then the index is made anew', async () => {
    mesh.qdrant.restore((await withoutAnything()).snapshot());
    await expect(mesh.find('bicycle')).rejects.toEqual(away('missing_collection'));
    expect(await mesh.find('bicycle')).toEqual(['bikes']);
  });

  it('vectors of another size: memory is away, for the process that knew the index and for a new one', async () => {
    mesh.qdrant.resize(3);
    await expect(mesh.find('bicycle')).rejects.toEqual(away('wrong_vector_size'));
    await expect(mesh.find('bicycle', mesh.replica())).rejects.toEqual(away('wrong_vector_size'));
    await expect(mesh.store.upsert('acme', [])).rejects.toEqual(away('wrong_vector_size'));
  });

  it('errors of the server: memory is away', async () => {
    mesh.qdrant.trouble = 'error';
    await expect(mesh.find('bicycle')).rejects.toEqual(away('server_error'));
  });

  it('points that somebody else wrote: memory is away rather than wrong', async () => {
    const { connection, name } = await behind(mesh);
    await connection.call((client) => client.setPayload(name, { payload: { passage: 'nonsense' }, filter: {} }));
    await expect(mesh.find('bicycle')).rejects.toEqual(away('unreadable'));
  });

  it('a server that keeps failing is left alone for a while, then tried again', async () => {
    const connection = new QdrantConnection({ url: mesh.qdrant.url, timeoutMs: TIMEOUT_MS }, 100);
    const ask = () => connection.call((client) => client.getCollections());
    mesh.qdrant.trouble = 'error';
    for (let at = 0; at < 5; at += 1) await expect(ask()).rejects.toEqual(away('server_error'));
    const asked = mesh.qdrant.exchanges.length;
    await expect(ask()).rejects.toEqual(away('breaker_open'));
    expect(mesh.qdrant.exchanges).toHaveLength(asked);
    mesh.qdrant.trouble = 'none';
    await waitFor('the server is tried again', () => ask().catch(() => false as const));
  });
});

describe('P47: the deadline of the client is not trusted', () => {
  let mesh: WithQdrant;
  afterEach(() => mesh.qdrant.stop());

  it('three seconds are milliseconds here, and a caller who gives up earlier is let go at once', async () => {
    mesh = await withQdrant(3_000);
    mesh.know('bicycle', 'bikes');
    await mesh.find('bicycle');
    mesh.qdrant.trouble = 'black_hole';
    const query = { text: 'bicycle', audiences: ['public'], limit: 1 } as const;
    const gone = new AbortController();
    const answer = mesh.store.search('acme', query, gone.signal);
    gone.abort(new Error('the turn is over'));
    await expect(answer).rejects.toThrow('the turn is over');
    await expect(mesh.store.search('acme', query, gone.signal)).rejects.toThrow('the turn is over');
  });

  it('callers who give up do not make the server look broken', async () => {
    mesh = await withQdrant(3_000);
    const connection = new QdrantConnection({ url: mesh.qdrant.url, timeoutMs: 3_000 });
    mesh.qdrant.trouble = 'black_hole';
    for (let at = 0; at < 8; at += 1) {
      const gone = new AbortController();
      const answer = connection.call((client) => client.getCollections(), gone.signal);
      gone.abort(new Error('over'));
      await expect(answer).rejects.toThrow('over');
    }
    mesh.qdrant.trouble = 'none';
    await expect(connection.call((client) => client.getCollections())).resolves.toBeDefined();
  });

  it('a request that hangs past the deadline of the client ends at ours', async () => {
    mesh = await withQdrant();
    const connection = new QdrantConnection({ url: mesh.qdrant.url, timeoutMs: TIMEOUT_MS });
    const never = new Promise<never>(() => undefined);
    await expect(connection.call(() => never)).rejects.toEqual(away('timeout'));
  });
});

const withoutAnything = async () => {
  const { qdrant } = await withQdrant();
  await qdrant.stop();
  return qdrant;
};

/** The collection of a mesh with one tenant, past the store. */
const behind = async ({ qdrant }: WithQdrant) => ({
  connection: new QdrantConnection({ url: qdrant.url, timeoutMs: TIMEOUT_MS }),
  name: qdrant.collections()[0] ?? '',
});
