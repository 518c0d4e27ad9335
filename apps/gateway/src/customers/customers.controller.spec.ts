import { type Gateway, startGateway } from '../../test/start-gateway';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
}, 60_000);
afterAll(() => gateway.stop());

const RECORD = { id: 'order-1', type: 'order', data: { total: '12.50 EUR', shipped: true } };

describe('what the mesh knows about a customer', () => {
  it('is what was put there last', async () => {
    const put = await gateway.ask('PUT', '/v1/customers/ann', { name: 'Ann', attributes: { tier: 'gold' } });
    expect(put).toMatchObject({ status: 200, body: { id: 'ann', name: 'Ann', attributes: { tier: 'gold' } } });
    await gateway.ask('PUT', '/v1/customers/ann', { attributes: {}, records: [RECORD] });
    expect((await gateway.ask('GET', '/v1/customers/ann')).body).toMatchObject({
      name: 'Ann',
      attributes: {},
      records: [RECORD],
    });
  });

  it.each([
    ['a field that nobody knows', { age: 7 }],
    ['an address that is none', { email: 'ann' }],
    ['a record without an id', { records: [{ type: 'order' }] }],
  ])('refuses %s', async (_, body) => {
    expect((await gateway.ask('PUT', '/v1/customers/bob', body)).status).toBe(400);
    expect((await gateway.ask('GET', '/v1/customers/bob')).status).toBe(404);
  });

  it('is gone after the erasure, of which there is a proof', async () => {
    await gateway.ask('PUT', '/v1/customers/eve', { name: 'Eve' });
    const { status, body } = await gateway.ask('DELETE', '/v1/customers/eve');
    expect(status).toBe(202);
    expect((await gateway.ask('GET', '/v1/customers/eve')).status).toBe(404);
    expect((await gateway.ask('GET', '/v1/customers/eve/erasure')).body).toMatchObject({
      erasureId: body['erasureId'],
      status: 'pending',
      reports: [{ service: 'gateway', removed: { customers: 1 } }],
    });
  });
});
