import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';
import { head, rawRequest } from './test/raw-request';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
}, 60_000);
afterAll(() => gateway.stop());

const BODY = '{"body":"How do I export?","customer":{"id":"ann"}}';
const bearer = { authorization: `Bearer ${ADMIN_KEY}` };
const raw = (requestLine: string, headers: Record<string, string | number> = {}, body = '') =>
  rawRequest(gateway.base, [head(requestLine, headers), body]);
const rowsOf = async (table: string): Promise<number> =>
  (await gateway.database.query(`SELECT 1 FROM gateway.${table}`)).length;

describe('F76: a request of which a proxy and the mesh could think differently', () => {
  const lengths = { 'content-type': 'application/json', ...bearer };
  const hidden = 'POST /v1/tickets HTTP/1.1\r\nhost: mesh\r\ncontent-length: 0\r\n\r\n';

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/xml', 415],
    ['application/json; charset=windows-1252', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=utf-7', 415],
    ['nonsense', 415],
    ['application/json; charset="UTF-8"', 202],
    ['application/merge-patch+json', 202],
  ])('of the type %s is answered with %d', async (type, status) => {
    const answer = await raw(
      'POST /v1/tickets',
      { ...bearer, 'content-type': type, 'content-length': BODY.length },
      BODY,
    );
    expect(answer.status).toBe(status);
  });

  it.each([
    ['a length and pieces', { 'content-length': 6, 'transfer-encoding': 'chunked' }, `0\r\n\r\n${hidden}`],
    ['pieces of another kind', { 'transfer-encoding': 'chunked, identity' }, `0\r\n\r\n${hidden}`],
    ['pieces, hidden by a sign', { 'transfer-encoding': '\u000bchunked' }, `0\r\n\r\n${hidden}`],
    ['a length with a sign', { 'content-length': '+5' }, hidden],
    ['two lengths in one', { 'content-length': '5, 6' }, hidden],
    ['a piece of no length', { 'transfer-encoding': 'chunked' }, `zz\r\n\r\n${hidden}`],
  ])('is refused with %s, and nothing behind it is a request', async (_, headers, body) => {
    const before = await rowsOf('tickets');
    const { status, text } = await raw('POST /v1/tickets', { ...lengths, ...headers }, body);
    expect(status).toBe(400);
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(await rowsOf('tickets')).toBe(before);
  });

  it('is refused with two lengths', async () => {
    const lines = ['POST /v1/tickets HTTP/1.1', 'host: mesh', 'content-length: 5', 'content-length: 6', '', hidden];
    expect((await rawRequest(gateway.base, [lines.join('\r\n')])).status).toBe(400);
  });

  it('does what its method says, whatever else names one', async () => {
    const before = await rowsOf('tickets');
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      expect((await raw('GET /v1/tickets?_method=POST', { ...bearer, [name]: 'POST' })).status).toBe(400);
      expect((await raw('GET /v1/tickets', { ...bearer, [name]: 'DELETE' })).status).toBe(200);
    }
    expect(await rowsOf('tickets')).toBe(before);
  });

  it.each(['limit=1&limit=2', 'limit[]=1', 'limit[a]=1', 'status=closed&status=received', 'q=a&q=b'])(
    'is refused with ?%s',
    async (query) => {
      expect((await raw(`GET /v1/tickets?${query}`, bearer)).status).toBe(400);
    },
  );
});

describe('F77: a search', () => {
  const HOSTILE = [
    `' OR '1'='1`,
    `'; DROP TABLE gateway.tickets; --`,
    `" OR ""="`,
    `1; SELECT pg_sleep(10)`,
    `') UNION SELECT secret_hash FROM gateway.api_keys --`,
    `\\'; --`,
    `%' --`,
    `a:* & !b | (c <-> d)`,
    `"((((((((((`,
    `${'('.repeat(400)}`,
    `${'a '.repeat(240)}!`,
    `${'a'.repeat(499)}!`,
    `${'"a" -'.repeat(90)}`,
  ];

  it.each(HOSTILE)('finds nothing and breaks nothing: %s', async (words) => {
    for (const name of ['q', 'customer']) {
      const answer = await gateway.ask(
        'GET',
        `/v1/tickets?${name}=${encodeURIComponent(words.slice(0, name === 'q' ? 500 : 200))}`,
      );
      expect(answer).toMatchObject({ status: 200, body: { items: [] } });
    }
    expect((await gateway.ask('GET', `/v1/tickets?status=${encodeURIComponent(words)}`)).status).toBe(400);
  });

  it.each(['1e9', '1000000000', '0', '-1', '1.5', 'NaN', '١'])('has no page of %s', async (limit) => {
    expect((await gateway.ask('GET', `/v1/tickets?limit=${encodeURIComponent(limit)}`)).status).toBe(400);
  });

  it('goes on only after a cursor that it has given, to the last sign', async () => {
    for (let n = 0; n < 3; n += 1)
      await gateway.ask('POST', '/v1/tickets', BODY, { 'content-type': 'application/json' });
    const { body } = await gateway.ask('GET', '/v1/tickets?limit=1');
    const cursor = String(body['nextCursor']);
    expect((await gateway.ask('GET', `/v1/tickets?limit=1&cursor=${cursor}`)).status).toBe(200);
    const statuses = new Set<number>();
    for (let at = 0; at < cursor.length - 1; at += 1) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      const tampered = cursor.slice(0, at) + other + cursor.slice(at + 1);
      statuses.add((await gateway.ask('GET', `/v1/tickets?limit=1&cursor=${tampered}`)).status);
    }
    expect([...statuses]).toEqual([400]);
  });
});

describe('F88: a page of somebody else', () => {
  const origin = 'https://evil.example';

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'changes nothing by a form of the type %s, even with a key',
    async (type) => {
      const before = await rowsOf('tickets');
      const headers = { ...bearer, origin, 'content-type': type, 'content-length': BODY.length };
      expect((await raw('POST /v1/tickets', headers, BODY)).status).toBe(415);
      expect(await rowsOf('tickets')).toBe(before);
    },
  );

  it('is let in by nothing that a browser sends by itself', async () => {
    const { status, text } = await raw('GET /v1/tickets', {
      origin,
      cookie: `key=${ADMIN_KEY}; authorization=${ADMIN_KEY}`,
    });
    expect(status).toBe(401);
    expect(text).not.toMatch(/set-cookie/i);
    expect((await raw(`GET /v1/tickets?api_key=${ADMIN_KEY}&access_token=${ADMIN_KEY}`, { origin })).status).toBe(401);
    const basic = Buffer.from(`admin:${ADMIN_KEY}`).toString('base64');
    expect((await raw('GET /v1/tickets', { origin, authorization: `Basic ${basic}` })).status).toBe(401);
  });

  it.each(['OPTIONS', 'GET'])('is allowed nothing by the answer to %s', async (method) => {
    const asking = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const { text } = await raw(`${method} /v1/tickets`, { ...bearer, ...asking });
    expect(text).not.toMatch(/access-control-allow/i);
  });
});

describe('F90: an answer in a browser', () => {
  it.each(['/v1/policies', '/docs', '/v1/nothing', '/openapi.json'])(
    'cannot be framed, opened or sniffed: %s',
    async (path) => {
      const { headers } = await fetch(`${gateway.base}${path}`, { headers: path === '/v1/policies' ? bearer : {} });
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );
});

describe('F96: the public listener', () => {
  const INSIDE = [
    'metrics',
    'queues',
    'queues/api/queues',
    'internal/dead-letters',
    'internal/outbox/resend',
    'health',
  ];
  const written = (path: string): string[] => [
    `/${path}`,
    `/${path}/`,
    `/${path.toUpperCase()}`,
    `//${path}`,
    `/./${path}`,
    `/v1/../${path}`,
    `/%${path.charCodeAt(0).toString(16)}${path.slice(1)}`,
    `/${path};a=b`,
    `/${path}%2f`,
    `/${path}%20`,
    `/${path}?a=b`,
    `http://127.0.0.1:9090/${path}`,
    `HTTPS://mesh/${path}?a=b`,
    `http:/${path}`,
    `http:///${path}`,
    `/${path}#a`,
    `/${path}?a#b`,
    `/${path}\u00a0`,
    `/${path}\t`,
    `/\\${path}`,
    `\\${path}`,
    `*`,
  ];

  it.each(INSIDE)('shows nothing of /%s, however it is written, with or without a key', async (path) => {
    for (const target of written(path)) {
      const pretending: Record<string, string>[] = [
        {},
        bearer,
        { 'x-forwarded-for': '127.0.0.1', 'x-original-url': `/${path}` },
      ];
      for (const headers of pretending) {
        const { status, text } = await raw(`GET ${target}`, headers);
        expect({
          target,
          isRefused: [400, 404].includes(status),
          shows: /mesh_|process_|"items"|queue/.test(text),
        }).toEqual({
          target,
          isRefused: true,
          shows: false,
        });
      }
    }
  });

  it('understands an address as a proxy is asked for it, and hides there what it hides elsewhere', async () => {
    expect((await raw('GET http://mesh/v1/tickets', bearer)).status).toBe(200);
    expect((await raw('GET http://mesh/v1/tickets')).status).toBe(401);
    expect((await raw('GET http://mesh?a=b')).status).toBe(404);
    expect((await raw('GET http://mesh')).status).toBe(404);
  });

  it.each([
    ['an address that is not there', 'GET /nothing', {}],
    ['no key', 'GET /v1/tickets', {}],
    ['a body that is none', 'POST /v1/tickets', { 'content-type': 'application/json', 'content-length': 1 }],
    ['a method that is none', 'BREW /v1/tickets', {}],
    ['an address that does not decode', 'GET /v1/tickets/%zz', {}],
    ['what is no HTTP', 'GET', {}],
  ])('tells nothing of its inside with %s', async (_, line, headers) => {
    const { status, text } = await raw(line, { ...headers }, '{');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toMatch(/node_modules|\.ts:|\.js:|at \w+ \(|postgres|pg_|x-powered-by|server:|express|nest/i);
  });

  it('tells nothing of its inside when a database statement fails', async () => {
    await gateway.database.query('ALTER TABLE gateway.webhooks RENAME TO gone');
    const { status, text } = await raw('GET /v1/webhooks', bearer);
    await gateway.database.query('ALTER TABLE gateway.gone RENAME TO webhooks');
    expect(status).toBe(500);
    expect(text).toContain('"code":"INTERNAL"');
    expect(text).not.toMatch(/relation "|webhooks|gateway\.|42P01|stack/);
  });
});
