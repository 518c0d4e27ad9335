import { gateway } from '../../gateway.service';
import { head, rawRequest } from '../test/raw-request';
import { ADMIN_KEY, type Edge, startEdge } from '../test/start-edge';

const LIMITS = {
  THROTTLE_ANONYMOUS_PER_MINUTE: '3',
  THROTTLE_STANDARD_PER_MINUTE: '4',
  THROTTLE_PREMIUM_PER_MINUTE: '6',
};

const statuses = async (times: number, ask: () => Promise<{ status: number }>): Promise<number[]> => {
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) found.push((await ask()).status);
  return found;
};

describe('how much a caller may ask in a minute', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({ ...LIMITS, TRUST_PROXY_HOPS: '1' }, gateway);
  }, 60_000);
  afterAll(() => edge.stop());

  const keyOf = async (tier: string, key = ADMIN_KEY) => {
    const body = { name: 'a key', role: 'analyst', tier };
    return edge.ask('POST', '/v1/api-keys', { key, body });
  };
  const asked = (key: string, times: number) => statuses(times, () => edge.ask('GET', '/v1/policies', { key }));
  /** Without a key, as a proxy passes it on. */
  const from = (forwarded: string, path = '/v1/policies') =>
    fetch(`${edge.api}${path}`, { headers: { 'x-forwarded-for': forwarded } });

  it.each([
    ['standard', 4],
    ['premium', 6],
  ])('with a key of the tier %s is %d, and another key has its own', async (tier, limit) => {
    const [one, other] = [String((await keyOf(tier)).body['key']), String((await keyOf(tier)).body['key'])];
    expect(await asked(one, limit + 1)).toEqual([...Array<number>(limit).fill(200), 429]);
    expect(await asked(other, 1)).toEqual([200]);
  });

  it('is told with every answer, and when it may ask again with the refusal', async () => {
    const key = String((await keyOf('standard')).body['key']);
    const first = await edge.ask('GET', '/v1/policies', { key });
    expect([first.headers.get('ratelimit-limit'), first.headers.get('ratelimit-remaining')]).toEqual(['4', '3']);
    await asked(key, 3);
    const refused = await edge.ask('GET', '/v1/policies', { key });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.body).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(refused.body['correlationId']).toBe(refused.headers.get('x-correlation-id'));
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
  });

  it('is counted apart for mails that a relay posts, whatever else comes from its address', async () => {
    const post = () =>
      fetch(`${edge.api}/v1/inbound/email/x`, { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.77' } });
    expect((await statuses(5, post)).map((status) => status === 429)).toEqual([false, false, false, false, true]);
    expect((await from('203.0.113.77')).status).toBe(401);
  });

  it('is as much as it likes with the first admin key and with one of the tier unlimited', async () => {
    const key = String((await keyOf('unlimited')).body['key']);
    expect(new Set(await asked(key, 8))).toEqual(new Set([200]));
    expect(new Set(await asked(ADMIN_KEY, 8))).toEqual(new Set([200]));
  });

  it('cannot be lifted by the admin of a tenant', async () => {
    const body = { name: 'their admin', role: 'admin', tier: 'standard' };
    const { body: made } = await edge.ask('POST', '/v1/api-keys', { body });
    expect(await keyOf('unlimited', String(made['key']))).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it('F92: without a valid key is counted by address, also while keys are being guessed', async () => {
    expect(await statuses(4, () => from('10.0.0.1'))).toEqual([401, 401, 401, 429]);
    expect(await statuses(1, () => from('10.0.0.2'))).toEqual([401]);
    const guessing = () => edge.ask('GET', '/v1/policies', { key: `mk_0123456789abcdef_${'x'.repeat(43)}` });
    expect(await statuses(4, guessing)).toEqual([401, 401, 401, 429]);
  });

  it('F92: without a valid key is one count for a whole IPv6 network, however its addresses are turned', async () => {
    let n = 0;
    const rotating = () => from(`2001:db8:7:7::${(n += 1).toString(16)}`);
    expect(await statuses(4, rotating)).toEqual([401, 401, 401, 429]);
    expect(await statuses(1, () => from('2001:db8:7:8::1'))).toEqual([401]);
  });

  it('F92: is one count however an address is written', async () => {
    const key = String((await keyOf('standard')).body['key']);
    const found: number[] = [];
    for (const path of ['/V1/Policies', '/v1/policies/', 'http://mesh/v1/policies', '/v1/POLICIES/?']) {
      found.push((await rawRequest(edge.api, [head(`GET ${path}`, { authorization: `Bearer ${key}` })])).status);
    }
    expect(found).toEqual([200, 200, 200, 200]);
    expect(await asked(key, 1)).toEqual([429]);
  });

  it('F92: is not widened by an address that the caller made up', async () => {
    expect(await statuses(3, () => from('10.0.0.3'))).toEqual([401, 401, 401]);
    expect((await from('1.1.1.1, 10.0.0.3')).status).toBe(429);
  });

  it('does not count probes', async () => {
    expect(new Set(await statuses(8, () => from('10.0.0.4', '/health/live')))).toEqual(new Set([200]));
    const management = () => fetch(`${edge.management}/health/ready`);
    expect(new Set(await statuses(8, management))).toEqual(new Set([200]));
  });
});

describe('the address of a caller when no proxy is declared', () => {
  it('F92, P29: is that of the connection, whatever the request says', async () => {
    const edge = await startEdge(LIMITS);
    let n = 0;
    const lying = () => fetch(`${edge.api}/v1/policies`, { headers: { 'x-forwarded-for': `10.1.0.${(n += 1)}` } });
    expect(await statuses(4, lying)).toEqual([401, 401, 401, 429]);
    await edge.stop();
  }, 60_000);
});
