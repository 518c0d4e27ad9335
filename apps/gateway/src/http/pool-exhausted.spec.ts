import { ApiDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { type Gateway, startGateway } from '../../test/start-gateway';

const POOL = 2;

describe('F36: when others hold the connections to the database', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ DATABASE_MAX_CONNECTIONS: String(POOL), DATABASE_ACQUIRE_TIMEOUT_MS: '500' });
  }, 60_000);
  afterAll(() => gateway.stop());

  const post = () => gateway.ask('POST', '/v1/tickets', { body: 'Where is my order?', customer: { id: 'ann' } });
  const burst = () => Promise.all(Array.from({ length: 5 * POOL }, post));
  /** Holds connections of the API until released. */
  const hold = async (count: number): Promise<() => Promise<void>> => {
    const database = gateway.service.app.get(ApiDatabase, { strict: false });
    let held = 0;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holders = Array.from({ length: count }, () =>
      database.inTenant('default', async (sql) => {
        await sql.rows('SELECT 1');
        held += 1;
        await released;
      }),
    );
    await waitFor('the connections to be held', () => held === count);
    return async () => {
      release();
      await Promise.all(holders);
    };
  };

  it('a burst on the last connection is served: no request needs two of them', async () => {
    const release = await hold(POOL - 1);
    const answers = await burst();
    await release();
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);
  }, 30_000);

  it('a burst on none is refused in time, and served again as soon as one is free', async () => {
    const release = await hold(POOL);
    const before = performance.now();
    const answers = await burst();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(
      Array(5 * POOL).fill([503, 'DATABASE_UNAVAILABLE']),
    );
    expect(answers.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true);
    await release();
    const freed = performance.now();
    await waitFor('an accepted ticket', async () => (await post()).status === 202);
    expect(performance.now() - freed).toBeLessThan(5_000);
  }, 30_000);
});
