import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';
import { head, rawRequest } from './test/raw-request';

const KB = 1024;
const MB = 1024 * KB;
const LIMIT = 256 * KB;
/** Far less than any of the bodies here would take. */
const MOST_GROWTH = 48 * MB;
const TICKET = { body: 'How do I export my data?', customer: { id: 'ann' } };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
}, 60_000);
afterAll(() => gateway.stop());

const authorization = `Bearer ${ADMIN_KEY}`;
const JSON_HEADERS = { authorization, 'content-type': 'application/json' };
const posting = (headers: Record<string, string | number>) => head('POST /v1/tickets', { ...JSON_HEADERS, ...headers });
const send = (body: string | Buffer, headers: Record<string, string | number> = {}) =>
  rawRequest(gateway.base, [posting({ 'content-length': Buffer.byteLength(body), ...headers }), body]);
const tickets = async (): Promise<number> => (await gateway.database.query('SELECT 1 FROM gateway.tickets')).length;
/** How far the memory of this process, which is that of the gateway, went up meanwhile. */
const growthDuring = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage.rss();
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await work();
  clearInterval(looking);
  return Math.max(most, process.memoryUsage.rss()) - before;
};
const chunk = Buffer.alloc(64 * KB, 'x');
function* chunked(times: number): Generator<string | Buffer> {
  yield posting({ 'transfer-encoding': 'chunked' });
  yield `9\r\n{"body":"\r\n`;
  for (let n = 0; n < times; n += 1) {
    yield `${chunk.length.toString(16)}\r\n`;
    yield chunk;
    yield '\r\n';
  }
  yield '2\r\n"}\r\n0\r\n\r\n';
}

describe('F70: a body of any size', () => {
  it.each([1, 16, 64])('is a ticket with a text of %d KB', async (size) => {
    const answer = await send(JSON.stringify({ ...TICKET, body: 'x'.repeat(size * KB) }));
    expect(answer.status).toBe(202);
  });

  it.each([65, 200])('is refused for its text of %d KB', async (size) => {
    expect((await send(JSON.stringify({ ...TICKET, body: 'x'.repeat(size * KB) }))).status).toBe(400);
  });

  it.each([LIMIT + 1, MB, 100 * MB, 10_000 * MB])(
    'is refused by what it says of itself, before a byte of its %d has come',
    async (size) => {
      const { status, text } = await rawRequest(gateway.base, [posting({ 'content-length': size }), '']);
      expect([status, /"code":"(\w+)"/.exec(text)?.[1]]).toEqual([413, 'BODY_TOO_LARGE']);
    },
  );

  it('is refused without being kept when 100 MB come in pieces and nobody says how many', async () => {
    const before = await tickets();
    let status = 0;
    const growth = await growthDuring(async () => {
      ({ status } = await rawRequest(gateway.base, chunked(1600)));
    });
    expect(status).toBe(413);
    expect(growth).toBeLessThan(MOST_GROWTH);
    expect(await tickets()).toBe(before);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(100 * MB, ' '))],
    ['br', brotliCompressSync(Buffer.alloc(100 * MB, ' '))],
  ])('is refused without being unpacked when %s makes 100 MB of it', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(LIMIT);
    let status = 0;
    const growth = await growthDuring(async () => {
      ({ status } = await send(bomb, { 'content-encoding': encoding }));
    });
    expect(status).toBe(413);
    expect(growth).toBeLessThan(MOST_GROWTH);
  });

  it.each(['gzip', 'br'])('is refused when it is not what it says: %s', async (encoding) => {
    expect((await send(JSON.stringify(TICKET), { 'content-encoding': encoding })).status).toBe(400);
  });

  it('is refused in an encoding that nobody knows', async () => {
    expect((await send(JSON.stringify(TICKET), { 'content-encoding': 'rot13' })).status).toBe(415);
  });

  it('is a ticket when it is packed and small', async () => {
    expect((await send(gzipSync(JSON.stringify(TICKET)), { 'content-encoding': 'gzip' })).status).toBe(202);
  });

  it('is refused for ten thousand things in a list, and with a line of 1 MB', async () => {
    const attachments = Array.from({ length: 10_000 }, (_, n) => ({ name: `file-${n}` }));
    expect((await send(JSON.stringify({ ...TICKET, attachments }))).status).toBe(400);
    expect((await send(JSON.stringify({ ...TICKET, body: 'x'.repeat(MB) }))).status).toBe(413);
    const batch = { tickets: Array.from({ length: 10_000 }, () => TICKET) };
    expect((await gateway.ask('POST', '/v1/tickets/batch', batch)).status).toBe(400);
  });
});

describe('F71: the characters of a text', () => {
  const read = async (body: string): Promise<unknown> => {
    const made = await gateway.ask('POST', '/v1/tickets', { ...TICKET, subject: body.slice(0, 50), body });
    if (made.status !== 202) return made.status;
    return (await gateway.ask('GET', `/v1/tickets/${String(made.body['id'])}`)).body['body'];
  };

  it.each([
    ['a mark of the byte order', '\ufeffHello'],
    ['a change of direction', 'invoice\u202efdp.exe'],
    ['signs without width', 'pass\u200bword\u200d\u2060'],
    ['letters put together', 'é'.normalize('NFC')],
    ['letters taken apart', 'é'.normalize('NFD')],
    ['a family of emoji', '👨‍👩‍👧‍👦 👍🏽 🏳️‍🌈'],
    ['signs of Windows', '“smart” – €'],
    ['controls', 'a\u0001\u001b[31m\u007f\u009b b'],
    ['ends of lines', 'a\r\nb\u2028c\u0085d'],
    ['signs that are none', '\ufffe\uffff'],
  ])('come back as they were sent: %s', async (_, text) => {
    expect(await read(text)).toBe(text);
  });

  it('come back as they were sent, or are refused, whatever they are', async () => {
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    const run = async (text: string) => {
      const found = await read(text);
      expect([400, text]).toContain(found);
      if (found === 400) expect(text.includes('\u0000') || /\p{Surrogate}/u.test(text)).toBe(true);
    };
    await fc.assert(fc.asyncProperty(texts, run), { numRuns: 60 });
  }, 60_000);

  const around = (bytes: readonly number[]) =>
    Buffer.concat([Buffer.from('{"customer":{"id":"ann"},"body":"a'), Buffer.from(bytes), Buffer.from('b"}')]);

  it.each([
    ['a slash in two bytes', [0xc0, 0xaf]],
    ['a NUL in two bytes', [0xc0, 0x80]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['bytes of Windows-1252', [0x93, 0x68, 0x69, 0x94]],
    ['a sign that is cut off', [0xe2, 0x82]],
    ['more than there are signs', [0xf5, 0x80, 0x80, 0x80]],
  ])('are refused when they are no UTF-8, and nothing is guessed: %s', async (_, bytes) => {
    const before = await tickets();
    expect((await send(around(bytes))).status).toBe(400);
    expect(await tickets()).toBe(before);
  });

  it('may follow a mark of the byte order', async () => {
    expect((await send(`\ufeff${JSON.stringify(TICKET)}`)).status).toBe(202);
  });
});

describe('F72: JSON that is meant to be misread', () => {
  const withMetadata = (metadata: string) => `{"body":"x","customer":{"id":"ann"},"metadata":${metadata}}`;

  it.each([
    ['a prototype', '{"body":"x","customer":{"id":"ann"},"__proto__":{"isAdmin":true}}'],
    ['a prototype, written otherwise', '{"body":"x","customer":{"id":"ann"},"\\u005f_proto__":{"isAdmin":true}}'],
    ['a constructor', '{"body":"x","customer":{"id":"ann","constructor":{"prototype":{"isAdmin":true}}}}'],
    ['a key twice', '{"body":"x","body":"y","customer":{"id":"ann"}}'],
    ['a key twice, deeper', '{"body":"x","customer":{"id":"ann","id":"bob"}}'],
    ['a number without end', withMetadata('{"n":1e400}')],
    ['a number that would be another one', withMetadata('{"n":9007199254740993}')],
    ['a number where an id belongs', '{"body":"x","customer":{"id":9007199254740993}}'],
    ['a role', '{"body":"x","customer":{"id":"ann"},"role":"admin"}'],
    ['a tenant', '{"body":"x","customer":{"id":"ann"},"tenantId":"other"}'],
    ['a status', '{"body":"x","customer":{"id":"ann"},"status":"resolved"}'],
    ['a depth of 33', withMetadata('['.repeat(32) + ']'.repeat(32))],
    ['a depth of 100 000', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a depth of 100 000 without an end', '{"a":'.repeat(20_000)],
    ['a comment', '{"body":"x",/**/"customer":{"id":"ann"}}'],
    ['nothing that JSON knows', '{"body":NaN,"customer":{"id":"ann"}}'],
  ])('is refused and changes nothing: %s', async (_, body) => {
    const before = await tickets();
    const { status, text } = await send(body);
    expect(status).toBe(400);
    expect(text).toContain('application/problem+json');
    expect({}).not.toHaveProperty('isAdmin');
    expect(await tickets()).toBe(before);
  });
});
