import { type Sample, startSample } from '../../test/start-sample';

const UUID = /^[0-9a-f-]{36}$/;

describe('an error of whatever kind', () => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await startSample();
  });
  afterAll(() => sample.stop());

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${sample.url}${path}`, init);
    return { response, body: (await response.json()) as Record<string, unknown> };
  };
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    ask('/orders', { method: 'POST', body, headers });
  const deep = `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`;
  const json = { 'content-type': 'application/json' };

  it.each([
    ['broken JSON', '{"item":', json, 400, 'JSON_MALFORMED'],
    ['an endless nesting', deep, json, 400, 'JSON_TOO_DEEP'],
    ['a NUL character', '{"item":{"name":"a\\u0000b","amount":1}}', json, 400, 'VALIDATION_FAILED'],
    ['half of an emoji', '{"item":{"name":"\\ud83d","amount":1}}', json, 400, 'VALIDATION_FAILED'],
    [
      'a key that changes prototypes',
      '{"item":{"name":"a","amount":1},"__proto__":{"a":1}}',
      json,
      400,
      'VALIDATION_FAILED',
    ],
    ['no body', '', json, 400, 'VALIDATION_FAILED'],
    ['a list instead of an object', '[]', json, 400, 'VALIDATION_FAILED'],
    ['wrong types', '{"item":{"name":7,"amount":"1"}}', json, 400, 'VALIDATION_FAILED'],
    ['an unknown field', '{"item":{"name":"a","amount":1},"admin":true}', json, 400, 'VALIDATION_FAILED'],
    ['another media type', '<order/>', { 'content-type': 'application/xml' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['an unknown encoding', 'x', { ...json, 'content-encoding': 'zstd-odd' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['five megabytes', `{"a":"${'x'.repeat(5_000_000)}"}`, json, 413, 'BODY_TOO_LARGE'],
  ])('a body with %s is answered with a problem document', async (_, body, headers, status, code) => {
    const { response, body: problem } = await post(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toMatchObject({ type: 'about:blank', status, code });
    expect(problem['title']).toEqual(expect.any(String));
    expect(problem['detail']).toEqual(expect.any(String));
    expect(problem['correlationId']).toBe(response.headers.get('x-correlation-id'));
  });

  it('names every wrong field at once, with its path', async () => {
    const { body } = await post('{"item":{"name":"","amount":1.5}}');
    expect(body['errors']).toMatchObject([{ path: 'item.name' }, { path: 'item.amount' }]);
  });

  it.each([
    ['/nowhere', 404, 'NOT_FOUND'],
    ['/orders/not-a-uuid', 400, 'VALIDATION_FAILED'],
    ['/orders/%zz', 400, 'URL_INVALID'],
    ['/orders/%00', 400, 'URL_INVALID'],
    ['/orders?limit=99', 400, 'VALIDATION_FAILED'],
    ['/orders?limit=1&limit=2', 400, 'VALIDATION_FAILED'],
    ['/orders?unknown=1', 400, 'VALIDATION_FAILED'],
  ])('the address %s is answered with %d %s', async (path, status, code) => {
    const { response, body } = await ask(path);
    expect([response.status, body['code']]).toEqual([status, code]);
  });

  it('carries what the route adds, such as the current state', async () => {
    const { body } = await ask('/orders/fail/known', { method: 'POST' });
    expect(body).toMatchObject({
      status: 409,
      code: 'ORDER_TAKEN',
      detail: 'Somebody was quicker.',
      current: { state: 'taken' },
    });
  });

  it('says when to come back after a passing trouble, and keeps the inside to itself', async () => {
    const { response, body } = await ask('/orders/fail/retryable', { method: 'POST' });
    expect([response.status, body['code'], response.headers.get('retry-after')]).toEqual([503, 'SHOP_BUSY', '3']);
    expect(JSON.stringify(body)).not.toContain('internal words');
  });

  it('that no retry can help is the fault of the request', async () => {
    const { body } = await ask('/orders/fail/terminal', { method: 'POST' });
    expect(body).toMatchObject({ status: 422, code: 'ORDER_EMPTY' });
  });

  it('that nobody foresaw tells the caller nothing and is logged under the same correlation id', async () => {
    const { response, body } = await ask('/orders/fail/unknown', { method: 'POST' });
    expect([response.status, body['code']]).toEqual([500, 'INTERNAL']);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|db\.internal|stack/);
    expect(sample.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'http.failed', correlation_id: body['correlationId'] }),
    );
  });

  it('hides which framework answers', async () => {
    const { response } = await ask('/nowhere');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});

describe('the correlation id', () => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await startSample();
  });
  afterAll(() => sample.stop());

  const order = async (correlationId: string) => {
    const response = await fetch(`${sample.url}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-correlation-id': correlationId },
      body: '{"item":{"name":"tea","amount":1}}',
    });
    const { correlationId: inside } = (await response.json()) as { correlationId: string };
    return { outside: response.headers.get('x-correlation-id'), inside };
  };

  it('of the caller is kept, inside and in the answer', async () => {
    expect(await order('trace-4711')).toEqual({ outside: 'trace-4711', inside: 'trace-4711' });
  });

  it('is made anew when the caller sends something odd', async () => {
    const { outside, inside } = await order('two words');
    expect(outside).toMatch(UUID);
    expect(inside).toBe(outside);
  });
});
