import { type RunningMesh, startMesh } from '../../../tools/running-mesh/start-mesh';

jest.setTimeout(120_000);

const CUSTOMER = { email: 'robin@example.com' };
const valid = { body: 'How do I reset my password?', customer: CUSTOMER };

describe('bad input', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh();
  });

  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
  });

  const send = async (
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; type: string | null; problem: Record<string, unknown> }> => {
    const response = await fetch(mesh.url + path, {
      method,
      headers: { authorization: `Bearer ${mesh.key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      problem: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };

  const ticketCount = async (): Promise<number> => (await mesh.client.tickets({ limit: 100 })).items.length;

  it.each([
    ['an empty body', ''],
    ['malformed JSON', '{"body": "x"'],
    ['an array', '[]'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a wrong type', JSON.stringify({ ...valid, body: 7 })],
    ['an empty text', JSON.stringify({ ...valid, body: '' })],
    ['an unknown field', JSON.stringify({ ...valid, role: 'admin' })],
    ['an unknown channel', JSON.stringify({ ...valid, channel: 'telepathy' })],
    ['a NUL character', JSON.stringify({ ...valid, body: 'a\u0000b' })],
    ['a lone surrogate', '{"body":"a\\ud800b","customer":{"email":"robin@example.com"}}'],
    ['a NUL in metadata', JSON.stringify({ ...valid, metadata: { a: '\u0000' } })],
    ['a bad e-mail address', JSON.stringify({ ...valid, customer: { email: 'nobody' } })],
    ['a customer that is no object', JSON.stringify({ ...valid, customer: 'robin' })],
    ['a key that would change prototypes', '{"body":"x","customer":{"email":"a@b.c"},"__proto__":{"admin":true}}'],
  ])('is refused with a problem document and stores nothing: %s', async (_what, body) => {
    const before = await ticketCount();
    const { status, type, problem } = await send('POST', '/v1/tickets', body);
    expect(status).toBe(400);
    expect(type).toContain('application/problem+json');
    expect(problem).toMatchObject({ status: 400, code: expect.stringMatching(/^[A-Z_]+$/) as string });
    expect(problem['correlationId']).toBeTruthy();
    expect(await ticketCount()).toBe(before);
  });

  it('is refused before it is read when it is too large', async () => {
    const { status, problem } = await send(
      'POST',
      '/v1/tickets',
      JSON.stringify({ ...valid, body: 'x'.repeat(1_048_576) }),
    );
    expect(status).toBe(413);
    expect(problem['code']).toBeTruthy();
  });

  it('is refused when it is no JSON at all', async () => {
    const { status } = await send('POST', '/v1/tickets', 'body=x', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(status).toBe(415);
  });

  it.each([
    ['a bad cursor', 'GET', '/v1/tickets?cursor=%00nonsense', 400],
    ['a limit beyond the cap', 'GET', '/v1/tickets?limit=1000000000', 400],
    ['an unknown status', 'GET', '/v1/tickets?status=sleeping', 400],
    ['an id that is none', 'GET', '/v1/tickets/not-an-id', 400],
    ['an unknown ticket', 'GET', '/v1/tickets/00000000-0000-7000-8000-000000000000', 404],
    ['an unknown approval', 'POST', '/v1/approvals/00000000-0000-5000-8000-000000000000/decision', 404],
    ['an unknown document', 'GET', '/v1/knowledge/documents/nothing', 404],
    ['an unknown route', 'GET', '/v1/nothing', 404],
  ])('%s is answered with %s %s -> %i', async (_what, method, path, expected) => {
    const body = method === 'POST' ? JSON.stringify({ decision: 'approve', contentHash: '0'.repeat(64) }) : undefined;
    const { status, type } = await send(method, path, body);
    expect(status).toBe(expected);
    expect(type).toContain('application/problem+json');
  });

  it('a key that was used for another body is refused, the same body is answered as before', async () => {
    const headers = { 'idempotency-key': 'bad-input-1' };
    const first = await send('POST', '/v1/tickets', JSON.stringify(valid), headers);
    const again = await send('POST', '/v1/tickets', JSON.stringify(valid), headers);
    const other = await send('POST', '/v1/tickets', JSON.stringify({ ...valid, body: 'Something else' }), headers);
    expect([first.status, again.status, other.status]).toEqual([202, 202, 422]);
    expect(again.problem['id']).toBe(first.problem['id']);
  });

  it('makes one ticket out of fifty identical requests at once', async () => {
    const before = await ticketCount();
    const body = JSON.stringify({ ...valid, externalId: 'fifty' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send('POST', '/v1/tickets', body, { 'idempotency-key': 'fifty' })),
    );
    expect(answers.every(({ status }) => status === 202 || status === 409)).toBe(true);
    expect(await ticketCount()).toBe(before + 1);
  });

  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('nobody is let in with %s', async (_what, headers) => {
    const response = await fetch(`${mesh.url}/v1/tickets`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});
