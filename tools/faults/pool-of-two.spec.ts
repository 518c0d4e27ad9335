import { type Gateway, startGateway } from '../../apps/gateway/test/start-gateway';
import { ApiDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';

const POOL = 2;
const PATIENCE_MS = 60_000;
const ticket = (n: number) => ({ body: `Please refund order ${n}.`, customer: { id: `customer-${n}` } });

/** Every kind of request of the HTTP path that works in transactions; the other services are away. */
const REQUESTS: readonly (readonly [string, string, unknown?])[] = [
  ['GET', '/v1/tickets'],
  ['GET', '/v1/approvals'],
  ['GET', '/v1/policies'],
  ['GET', '/v1/categories'],
  ['GET', '/v1/api-keys'],
  ['GET', '/v1/tenants'],
  ['GET', '/v1/analytics/summary'],
  ['POST', '/v1/api-keys', { role: 'submitter', name: 'pool' }],
  ['PUT', '/v1/customers/customer-1', { name: 'Kim' }],
  ['GET', '/v1/customers/customer-1'],
  ['GET', '/v1/tickets/TICKET'],
  ['GET', '/v1/tickets/TICKET/timeline'],
  ['POST', '/v1/tickets/TICKET/messages', { body: 'Any news?' }],
  ['POST', '/v1/tickets/TICKET/notes', { body: 'Asked the warehouse.' }],
  ['GET', '/v1/analytics/funnel'],
];

describe('F36: the gateway with two connections', () => {
  let gateway: Gateway;
  let api: ApiDatabase;
  beforeAll(async () => {
    gateway = await startGateway({ DATABASE_MAX_CONNECTIONS: String(POOL) });
    api = gateway.service.app.get(ApiDatabase, { strict: false });
  }, PATIENCE_MS);
  afterAll(() => gateway.stop(), PATIENCE_MS);

  const create = (n: number) => gateway.ask('POST', '/v1/tickets', ticket(n));
  const hold = (count: number) => Promise.all(Array.from({ length: count }, () => api.pool.connect()));

  it(
    'F36: serves every kind of request over a single one: none asks for a second while it holds the first',
    async () => {
      const created = await create(0);
      expect(created.status).toBe(202);
      const [held] = await hold(POOL - 1);
      try {
        const statuses = new Map<string, number>();
        for (const [method, path, body] of REQUESTS)
          statuses.set(
            `${method} ${path}`,
            (await gateway.ask(method, path.replace('TICKET', String(created.body['id'])), body)).status,
          );
        const burst = await Promise.all(Array.from({ length: 5 * POOL }, (_, n) => create(n)));
        expect(burst.map(({ status }) => status)).toEqual(burst.map(() => 202));
        expect([...statuses].filter(([, status]) => status >= 300)).toEqual([]);
      } finally {
        held?.release();
      }
    },
    PATIENCE_MS,
  );

  it(
    'F36: says 503 and when to come back within its deadline while none is free, and works again after that',
    async () => {
      const held = await hold(POOL);
      const asked = performance.now();
      const refused = await Promise.all(Array.from({ length: 5 * POOL }, (_, n) => create(n)));
      expect(performance.now() - asked).toBeLessThan(4_000);
      for (const { status, headers, body } of refused) {
        expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'DATABASE_UNAVAILABLE', '1']);
        expect(headers.get('content-type')).toBe('application/problem+json');
      }
      for (const client of held) client.release();
      await waitFor('tickets to be taken again', async () => (await create(1)).status === 202, 5_000);
    },
    PATIENCE_MS,
  );
});
