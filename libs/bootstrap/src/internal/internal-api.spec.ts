import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { SignJWT } from 'jose';
import { waitFor } from '@mesh/testing';
import { trials } from '../../test/sample-service';
import { type Sample, startSample } from '../../test/start-sample';
import { HttpInternalApi } from './http-internal-api';
import { InProcessInternalApi } from './in-process-internal-api';
import type { InternalApi } from './internal-api.port';
import { InternalTokens } from './internal-tokens';
import { InternalConfig } from './internal.config';

const SECRET = 'a-secret-only-for-these-tests';
const caller = { tenantId: 'acme', role: 'admin', actorId: 'key:1', correlationId: 'c-1' } as const;

const makers: Record<string, (sample: Sample, secret: string) => InternalApi> = {
  'over HTTP': ({ url }, secret) =>
    new HttpInternalApi(
      new ConfigSource({ TRIAGE_URL: url, RESEARCH_URL: 'http://127.0.0.1:1' }).read(InternalConfig),
      new InternalTokens(secret),
      Logger.silent(),
    ),
  'in process': ({ registry }, secret) =>
    new InProcessInternalApi(registry, new InternalTokens(secret), Logger.silent()),
};

describe.each(Object.entries(makers))('a call to another service %s', (_, make) => {
  let sample: Sample;
  let api: InternalApi;
  beforeAll(async () => {
    sample = await startSample();
    api = make(sample, SECRET);
  });
  afterAll(() => sample.stop());

  it('arrives with the caller, the correlation id and the query', async () => {
    const query = { limit: 5, q: 'a b&c=ä', left: undefined };
    const answer = await api.call('triage', { method: 'GET', path: '/internal/echo', query, caller });
    expect(answer).toMatchObject({
      status: 200,
      body: { caller, query: { limit: '5', q: 'a b&c=ä' }, correlationId: 'c-1' },
    });
    expect(JSON.stringify(answer.body)).not.toContain('left');
  });

  it('brings a body there and the answer back', async () => {
    const body = { text: 'x'.repeat(500_000) };
    const answer = await api.call('triage', { method: 'POST', path: '/internal/echo', body, caller });
    expect(answer).toMatchObject({ status: 201, body: { tenantId: 'acme', body } });
  });

  it('gives text as text', async () => {
    const answer = await api.call('triage', { method: 'GET', path: '/internal/echo/text', caller });
    expect(answer.body).toBe('graph TD');
    expect(answer.contentType).toContain('text/plain');
  });

  it('passes on the owner’s problem as it is', async () => {
    const call = api.call('triage', { method: 'GET', path: '/internal/echo/fail/known', caller });
    await expect(call).rejects.toMatchObject({
      status: 409,
      code: 'ORDER_TAKEN',
      detail: 'Somebody was quicker.',
      extra: { current: { state: 'taken' } },
    });
  });

  it('says 503 when the owner cannot work at the moment', async () => {
    const call = api.call('triage', { method: 'GET', path: '/internal/echo/fail/retryable', caller });
    await expect(call).rejects.toMatchObject({ status: 503, code: 'OWNER_UNAVAILABLE', extra: { retryAfter: 2 } });
  });

  it('says 502, and nothing of the inside, when the owner breaks', async () => {
    const call = api.call('triage', { method: 'GET', path: '/internal/echo/fail/unknown', caller });
    await expect(call).rejects.toMatchObject({ status: 502, code: 'OWNER_FAILED', extra: { service: 'triage' } });
  });

  it('says 503 when the owner is away', async () => {
    const call = api.call('research', { method: 'GET', path: '/internal/echo', caller });
    await expect(call).rejects.toMatchObject({ status: 503, code: 'OWNER_UNAVAILABLE' });
  });

  it('says 503 when the owner does not answer in time', async () => {
    const call = api.call('triage', { method: 'GET', path: '/internal/echo/never', caller, timeoutMs: 50 });
    await expect(call).rejects.toMatchObject({ status: 503, code: 'OWNER_UNAVAILABLE' });
  });

  describe('for an answer in pieces', () => {
    const open = (how: string, signal = new AbortController().signal, timeoutMs = 5_000) =>
      api.stream('triage', {
        method: 'POST',
        path: '/internal/echo/trial',
        body: { how },
        accept: 'text/event-stream',
        signal,
        caller,
        timeoutMs,
      });
    const BEGUN = [
      'event: started\ndata: {}',
      'event: draft_progress\ndata: {"text":"Half"}',
      'event: draft_progress\ndata: {"text":"Half a reply"}',
    ];
    /** Whole events, until the end or until so many have come. */
    const read = async (pieces: AsyncIterable<Uint8Array>, most = Infinity): Promise<string[]> => {
      let text = '';
      for await (const piece of pieces) {
        text += Buffer.from(piece).toString();
        if (text.split('\n\n').length > most) break;
      }
      return text.split('\n\n').slice(0, -1);
    };

    it('hears what is under way, and the result', async () => {
      expect(await read(await open('answers'))).toEqual([...BEGUN, 'event: result\ndata: {"result":"A reply"}']);
    });

    it('hears as the last event why it failed', async () => {
      const events = await read(await open('fails'));
      expect(events.slice(0, 3)).toEqual(BEGUN);
      expect(events[3]).toMatch(/^event: error\ndata: \{.*"status":409.*"code":"ORDER_TAKEN".*"correlationId":"c-1"/);
    });

    it('is told of a problem before the first event as of any other', async () => {
      await expect(open('refused')).rejects.toMatchObject({ status: 409, code: 'ORDER_TAKEN' });
    });

    it('makes the owner give up when the caller leaves', async () => {
      const before = trials.givenUp;
      const leaving = new AbortController();
      const pieces = await open('waits', leaving.signal);
      const reading = (async () => {
        for await (const _ of pieces) leaving.abort();
      })();
      await expect(reading).rejects.toThrow();
      await waitFor('the owner to give up', () => trials.givenUp > before);
    });

    it('ends when it takes too long', async () => {
      const before = trials.givenUp;
      await expect(read(await open('waits', undefined, 300))).rejects.toThrow();
      await waitFor('the owner to give up', () => trials.givenUp > before);
    });
  });

  it('is refused when the secrets differ', async () => {
    const stranger = make(sample, 'another-secret-altogether');
    const call = stranger.call('triage', { method: 'GET', path: '/internal/echo', caller });
    await expect(call).rejects.toMatchObject({ status: 503, code: 'OWNER_UNAVAILABLE' });
  });
});

describe('an internal route', () => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await startSample();
  });
  afterAll(() => sample.stop());

  const status = async (path: string, token?: string) =>
    (await fetch(`${sample.url}${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {})).status;
  const signed = (change: (jwt: SignJWT) => SignJWT, alg = 'HS256') =>
    change(
      new SignJWT({ tenant: 'acme', role: 'admin', correlation: 'c' })
        .setProtectedHeader({ alg })
        .setSubject('key:1')
        .setIssuer('support-mesh')
        .setAudience('triage')
        .setExpirationTime('30s'),
    ).sign(new TextEncoder().encode(SECRET));

  it('is open to a fresh token for this service', async () => {
    expect(await status('/internal/echo', await new InternalTokens(SECRET).sign(caller, 'triage'))).toBe(200);
  });

  it('is closed without a token, even where the controller forgot its guard', async () => {
    expect(await status('/internal/echo')).toBe(401);
    expect(await status('/internal/forgotten')).toBe(401);
    expect(await status('/INTERNAL/forgotten')).toBe(401);
    expect(await status('/%69nternal/forgotten')).toBe(404);
    expect(await status('//internal/forgotten')).toBe(404);
  });

  it.each<[string, () => Promise<string>]>([
    ['for another service', () => new InternalTokens(SECRET).sign(caller, 'gateway')],
    ['that is old', () => signed((jwt) => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 60))],
    ['of another issuer', () => signed((jwt) => jwt.setIssuer('somebody'))],
    ['with another algorithm', () => signed((jwt) => jwt, 'HS512')],
    ['that is not signed', () => Promise.resolve('eyJhbGciOiJub25lIn0.e30.')],
    ['that is no token', () => Promise.resolve('nonsense')],
  ])('is closed for a token %s', async (_, make) => {
    expect(await status('/internal/echo', await make())).toBe(401);
  });
});
