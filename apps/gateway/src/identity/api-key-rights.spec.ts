import { waitFor } from '@mesh/testing';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';

describe('an API key', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  }, 60_000);
  afterAll(() => gateway.stop());

  interface Minted {
    readonly id: string;
    readonly key: string;
  }
  const ask = (method: string, path: string, key = ADMIN_KEY, body?: object) =>
    gateway.ask(method, path, body, { authorization: `Bearer ${key}` });
  const make = async (rights: object, key?: string): Promise<Minted> => {
    const { status, body } = await ask('POST', '/v1/api-keys', key, { name: 'a key', role: 'admin', ...rights });
    expect(status).toBe(201);
    return body as unknown as Minted;
  };
  const statusOf = async (method: string, path: string, key: string, body?: object): Promise<number> =>
    (await ask(method, path, key, body)).status;

  describe('with scopes', () => {
    it('may do what they name, and nothing else of its role', async () => {
      const { key } = await make({ scopes: ['readPolicies', 'readTickets'] });
      expect(await statusOf('GET', '/v1/policies', key)).toBe(200);
      expect(await statusOf('GET', '/v1/tickets', key)).toBe(200);
      expect(await statusOf('GET', '/v1/categories', key)).toBe(403);
      expect(await statusOf('PUT', '/v1/policies', key, {})).toBe(403);
      expect((await ask('GET', '/v1/audit', key)).body).toMatchObject({
        code: 'FORBIDDEN',
        detail: 'The scopes of this key do not allow it.',
      });
    });

    it('never gains what its role may not', async () => {
      const { key } = await make({ role: 'submitter', scopes: ['readTickets', 'readAudit', 'manageKeys'] });
      expect(await statusOf('GET', '/v1/tickets', key)).toBe(200);
      expect(await statusOf('GET', '/v1/audit', key)).toBe(403);
      expect(await statusOf('GET', '/v1/api-keys', key)).toBe(403);
    });

    it('F87: makes no key that may do more than it does, and does not get the secret of one', async () => {
      const { key } = await make({ scopes: ['manageKeys', 'readTickets'] });
      const wanted = { name: 'more', role: 'admin' };
      expect(await statusOf('POST', '/v1/api-keys', key, wanted)).toBe(403);
      expect(await statusOf('POST', '/v1/api-keys', key, { ...wanted, scopes: ['readAudit'] })).toBe(403);
      expect(await statusOf('POST', '/v1/api-keys', key, { ...wanted, scopes: ['readTickets'] })).toBe(201);
      const mighty = await make({});
      expect(await statusOf('POST', `/v1/api-keys/${mighty.id}/rotate`, key, {})).toBe(403);
      expect(await statusOf('GET', '/v1/audit', mighty.key)).toBe(200);
    });

    it.each([[[]], [['everything']], [['readTickets', 7]]])('is not made with the scopes %j', async (scopes) => {
      const { status } = await ask('POST', '/v1/api-keys', undefined, { name: 'a key', role: 'admin', scopes });
      expect(status).toBe(400);
    });
  });

  describe('that ends by itself', () => {
    it('is refused from then on', async () => {
      const { id, key } = await make({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
      expect(await statusOf('GET', '/v1/policies', key)).toBe(200);
      const soon = await make({ expiresAt: new Date(Date.now() + 3_000).toISOString() });
      expect(await statusOf('GET', '/v1/policies', soon.key)).toBe(200);
      await waitFor('its end', async () => (await statusOf('GET', '/v1/policies', soon.key)) === 401);
      expect((await ask('POST', `/v1/api-keys/${soon.id}/rotate`, undefined, {})).status).toBe(404);
      expect((await ask('POST', `/v1/api-keys/${id}/rotate`, undefined, {})).status).toBe(200);
    });

    it('is not made when that was before', async () => {
      const body = { name: 'late', role: 'analyst', expiresAt: '2020-01-01T00:00:00Z' };
      expect(await ask('POST', '/v1/api-keys', undefined, body)).toMatchObject({
        status: 400,
        body: { code: 'KEY_EXPIRED' },
      });
    });
  });

  describe('that gets a new secret', () => {
    const rotate = async (id: string, body: object = {}): Promise<Minted> => {
      const answer = await ask('POST', `/v1/api-keys/${id}/rotate`, undefined, body);
      expect(answer.status).toBe(200);
      return answer.body as unknown as Minted;
    };

    it('keeps its id and its rights, is on the record, and the secret before is over at once', async () => {
      const before = await make({ role: 'analyst', scopes: ['readPolicies'] });
      const after = await rotate(before.id);
      expect(after).toMatchObject({ id: before.id, role: 'analyst', scopes: ['readPolicies'] });
      expect(after.key).not.toBe(before.key);
      expect(await statusOf('GET', '/v1/policies', before.key)).toBe(401);
      expect(await statusOf('GET', '/v1/policies', after.key)).toBe(200);
      expect(await statusOf('GET', '/v1/categories', after.key)).toBe(403);
      const { body } = await ask('GET', '/v1/audit?limit=1');
      expect(body['items']).toMatchObject([{ action: 'api_key.rotated', subject: before.id }]);
      expect(JSON.stringify(body)).not.toContain(after.key);
    });

    it('is taken by both for as long as was asked for', async () => {
      const before = await make({});
      const after = await rotate(before.id, { overlapSeconds: 3 });
      expect(await statusOf('GET', '/v1/policies', before.key)).toBe(200);
      expect(await statusOf('GET', '/v1/policies', after.key)).toBe(200);
      await waitFor('the end', async () => (await statusOf('GET', '/v1/policies', before.key)) === 401);
      expect(await statusOf('GET', '/v1/policies', after.key)).toBe(200);
    });

    it('is known at once by a replica that remembers the one before', async () => {
      const before = await make({});
      expect(await statusOf('GET', '/v1/policies', before.key)).toBe(200);
      const other = await startGateway({}, gateway.database);
      const there = (key: string) => other.ask('GET', '/v1/policies', undefined, { authorization: `Bearer ${key}` });
      expect((await there(before.key)).status).toBe(200);
      const after = await rotate(before.id, { overlapSeconds: 60 });
      expect((await there(after.key)).status).toBe(200);
      await other.stop();
    });

    it('is for no longer than a day, and not for a key that is not there', async () => {
      const { id } = await make({});
      expect((await ask('POST', `/v1/api-keys/${id}/rotate`, undefined, { overlapSeconds: 86_401 })).status).toBe(400);
      expect((await ask('POST', '/v1/api-keys/0000000000000000/rotate', undefined, {})).status).toBe(404);
      await ask('DELETE', `/v1/api-keys/${id}`);
      expect((await ask('POST', `/v1/api-keys/${id}/rotate`, undefined, {})).status).toBe(404);
    });
  });
});
