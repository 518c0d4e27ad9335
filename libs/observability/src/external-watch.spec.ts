import { type BreakerState, ExternalWatch, callsExternalServices } from './external-watch';

describe('the watch over a server of others', () => {
  let breaker: BreakerState | undefined;
  let now: Date;
  let watch: ExternalWatch;
  beforeEach(() => {
    breaker = undefined;
    now = new Date('2026-05-04T08:00:00Z');
    const codeOf = (error: unknown) => (error instanceof RangeError ? 'SERVER_AWAY' : undefined);
    watch = new ExternalWatch({ kind: 'model', name: 'large' }, { codeOf, breaker: () => breaker, now: () => now });
  });
  const fail = (error: Error) => expect(watch.observe(() => Promise.reject(error))).rejects.toBe(error);

  it('knows nothing before the first call', () => {
    expect(watch.status()).toEqual({ kind: 'model', name: 'large', state: 'unknown' });
  });

  it('tells when a call succeeded last and how long it took, and hands on what it gave', async () => {
    expect(await watch.observe(() => Promise.resolve(7))).toBe(7);
    expect(watch.status()).toMatchObject({ state: 'ok', lastSuccessAt: '2026-05-04T08:00:00.000Z' });
    expect(watch.status().latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('tells the code of the last failure, and forgets no success for it', async () => {
    await watch.observe(() => Promise.resolve(7));
    now = new Date('2026-05-04T09:00:00Z');
    await fail(new RangeError('with a secret in its words'));
    const status = watch.status();
    expect(status).toMatchObject({
      state: 'failing',
      lastError: 'SERVER_AWAY',
      lastSuccessAt: '2026-05-04T08:00:00.000Z',
      lastFailureAt: '2026-05-04T09:00:00.000Z',
    });
    expect(JSON.stringify(status)).not.toContain('secret');
    now = new Date('2026-05-04T10:00:00Z');
    await watch.observe(() => Promise.resolve(7));
    expect(watch.status()).toMatchObject({ state: 'ok', lastError: 'SERVER_AWAY' });
  });

  it('blames the server for nothing else', async () => {
    await fail(new TypeError('our own'));
    expect(watch.status().state).toBe('unknown');
  });

  it('says that the server is left alone while its breaker is open', async () => {
    await watch.observe(() => Promise.resolve(7));
    breaker = 'open';
    expect(watch.status()).toMatchObject({ state: 'left_alone', breaker: 'open' });
    breaker = 'half_open';
    expect(watch.status()).toMatchObject({ state: 'ok', breaker: 'half_open' });
  });

  it.each([[undefined], [null], [{}], [{ externalServices: [] }]])('is not looked for in %j', (value) => {
    expect(callsExternalServices(value)).toBe(false);
  });
});
