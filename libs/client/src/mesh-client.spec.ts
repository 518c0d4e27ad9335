import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { everyItem } from './every-item';
import { MeshClient, dataOf } from './mesh-client';
import type { StreamEvent } from './follow';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let url: string;
let asked: IncomingMessage[];
/** One for each request that is expected; the last one also answers all that follow. */
let answers: Answer[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const client = (more: { timeoutMs?: number } = {}) => new MeshClient({ url, key: 'a-key', ...more });

describe('a call', () => {
  it('carries the key, and the key of its repetition', async () => {
    answers = [json(202, { id: 'one' })];
    await client().createTicket({ body: 'Hello', customer: { id: 'ada' } }, 'again-1');
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/v1/tickets' });
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer a-key', 'idempotency-key': 'again-1' });
  });

  it('names ids as part of an address, whatever they hold', async () => {
    answers = [json(200, {})];
    await client().document('a/b?c');
    expect(asked[0]?.url).toBe('/v1/knowledge/documents/a%2Fb%3Fc');
  });

  it('that is refused rejects with the problem and how long to wait', async () => {
    answers = [json(429, { code: 'RATE_LIMITED', detail: 'Too many.' }, { 'retry-after': '7' })];
    await expect(client().ticket('one')).rejects.toMatchObject({
      status: 429,
      problem: { code: 'RATE_LIMITED' },
      retryAfterSeconds: 7,
    });
  });

  it('that something else than the mesh has answered rejects as well', async () => {
    answers = [(_, response) => response.writeHead(502).end('<html>Bad gateway</html>')];
    const problem = { status: 502, problem: { detail: '<html>Bad gateway</html>' } };
    await expect(client().ticket('one')).rejects.toMatchObject(problem);
  });

  it('that answers nothing gives nothing', async () => {
    answers = [(_, response) => response.writeHead(204).end()];
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(await dataOf(client().api.DELETE('/v1/webhooks/{id}', { params: { path: { id } } }))).toBeUndefined();
  });

  it('is given up when its time is over', async () => {
    answers = [() => undefined];
    await expect(client({ timeoutMs: 50 }).ticket('one')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

it('reads a list page by page', async () => {
  answers = [
    json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'x' }),
    json(200, { items: [{ id: 'c' }], nextCursor: null }),
  ];
  const ids: string[] = [];
  for await (const { id } of everyItem((start) => client().tickets({ ...start, limit: 2 }))) ids.push(id);
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(asked.map((request) => request.url)).toEqual(['/v1/tickets?limit=2', '/v1/tickets?cursor=x&limit=2']);
});

describe('following a stream', () => {
  const frames = (...events: { id?: number; type: string }[]): string =>
    events
      .map(({ id, type }) => `${id === undefined ? '' : `id: ${id}\n`}event: ${type}\ndata: {"n":${id ?? 0}}\n\n`)
      .join('');
  const stream =
    (text: string, end: (response: ServerResponse) => void): Answer =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`retry: 10\n\n${text}`, () => end(response));
    };
  const take = async (count: number, events: AsyncGenerator<StreamEvent, void>): Promise<StreamEvent[]> => {
    const taken: StreamEvent[] = [];
    for await (const event of events) if (taken.push(event) === count) break;
    return taken;
  };

  it('goes on behind the last event when a connection ends or breaks', async () => {
    answers = [
      stream(frames({ id: 1, type: 'received' }, { type: 'draft_progress' }), (response) => response.end()),
      stream(frames({ id: 2, type: 'triaged' }), (response) => response.destroy()),
      stream(frames({ id: 3, type: 'resolved' }), () => undefined),
    ];
    const taken = await take(4, client().follow('one'));
    expect(taken.map(({ id, type }) => [id, type])).toEqual([
      ['1', 'received'],
      [undefined, 'draft_progress'],
      ['2', 'triaged'],
      ['3', 'resolved'],
    ]);
    expect(asked.map((request) => request.headers['last-event-id'])).toEqual([undefined, '1', '2']);
    expect(asked[0]?.url).toBe('/v1/tickets/one/stream');
  });

  it('asks again while the mesh is busy', async () => {
    answers = [
      stream('', (response) => response.end()),
      json(503, { code: 'OVERLOADED' }),
      stream(frames({ id: 8, type: 'closed' }), () => undefined),
    ];
    expect(await take(1, client().follow(undefined, { lastEventId: '7' }))).toMatchObject([{ id: '8' }]);
    expect(asked.map((request) => request.headers['last-event-id'])).toEqual(['7', '7', '7']);
  });

  it('rejects when it is refused for good', async () => {
    answers = [json(404, { code: 'NOT_FOUND' })];
    await expect(take(1, client().follow('one'))).rejects.toMatchObject({ status: 404 });
  });

  it('ends when it is aborted, also between two connections', async () => {
    answers = [stream(frames({ id: 1, type: 'received' }), () => undefined)];
    const connected = new AbortController();
    const events = client().follow('one', { signal: connected.signal });
    await events.next();
    connected.abort();
    expect(await events.next()).toEqual({ done: true, value: undefined });

    const apart = new AbortController();
    answers = [
      (_, response) => {
        response.writeHead(503, { 'retry-after': '3600' }).end('{}');
        setImmediate(() => apart.abort());
      },
    ];
    expect(await client().follow('one', { signal: apart.signal }).next()).toEqual({ done: true, value: undefined });
  });
});
