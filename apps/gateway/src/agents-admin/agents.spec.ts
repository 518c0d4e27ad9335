import { StartTurn } from '@mesh/contracts';
import { waitFor } from '@mesh/testing';
import { type Edge, dismissServices, playService, startEdge } from '../http/test/start-edge';
import { gateway } from '../gateway.service';

const DRAFTER = {
  name: 'solution',
  adapters: ['remote', 'local'],
  models: { models: ['large', 'small'], contextTokens: 128_000, maxOutputTokens: 4_000, deadlineMs: 40_000 },
  promptVersion: 'v2',
  promptVersions: ['v1', 'v2'],
  tools: ['crm/orders'],
};
const VERSIONS = '/v1/agents/solution/versions';

describe('the agents of a tenant', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({}, gateway);
    const { body } = await edge.ask('POST', '/v1/api-keys', { body: { name: 'analyst', role: 'analyst' } });
    analyst = String(body['key']);
  });
  afterAll(() => edge.stop());
  let analyst: string;
  beforeEach(async () => {
    dismissServices(edge.registry);
    playService(edge.registry, 'solution', { status: 200, body: DRAFTER });
    await edge.database.query('TRUNCATE gateway.agent_versions CASCADE');
  });

  const add = (body: object) => edge.ask('POST', VERSIONS, { body });
  const activate = (version: number) => edge.ask('PUT', '/v1/agents/solution/live', { body: { version } });
  const audited = async () => {
    const { body } = await edge.ask('GET', '/v1/audit?limit=1');
    return (body['items'] as Record<string, unknown>[])[0];
  };
  const startedWith = async () => {
    const ticket = { body: 'How do I export?', customer: { email: 'ada@example.com' } };
    const { body } = await edge.ask('POST', '/v1/tickets', { body: ticket });
    const rows = await waitFor('the turn to start', async () => {
      const found = await edge.database.query<{ data: { input: { agents?: object } } }>(
        'SELECT data FROM gateway.outbox WHERE type = $1 AND key = $2',
        [StartTurn.type, body['id']],
      );
      return found.length > 0 && found;
    });
    return rows[0]?.data.input.agents;
  };

  it('are listed with what they are built in as; a service that is away hides no other', async () => {
    const { status, body } = await edge.ask('GET', '/v1/agents', { key: analyst });
    expect(status).toBe(200);
    const items = body['items'] as { name: string; available: boolean; builtIn?: object }[];
    expect(items.map(({ name, available }) => [name, available])).toEqual([
      ['triage', false],
      ['research', false],
      ['solution', true],
      ['quality', false],
      ['escalation', false],
    ]);
    expect(items[2]?.builtIn).toEqual(DRAFTER);
  });

  it('are changed version by version; nothing changes before one is live', async () => {
    const setup = { promptVersion: 'v1', model: 'small', temperature: 0.2, tools: ['crm/orders'] };
    expect(await add({ ...setup, note: 'cheaper' })).toMatchObject({
      status: 201,
      body: { version: 1, setup, note: 'cheaper', live: false, createdBy: expect.any(String) as string },
    });
    expect(await startedWith()).toBeUndefined();
    expect(await activate(1)).toMatchObject({ status: 200, body: { version: 1, live: true } });
    expect(await audited()).toMatchObject({ action: 'agent.version_activated', subject: 'solution' });
    expect(await startedWith()).toEqual({ solution: { version: 1, ...setup } });
    expect((await edge.ask('GET', '/v1/agents/solution', { key: analyst })).body).toMatchObject({
      live: { version: 1, ...setup },
    });
  });

  it('go back to what is built in, and keep their versions', async () => {
    await add({ remote: false });
    await activate(1);
    expect((await edge.ask('DELETE', '/v1/agents/solution')).status).toBe(204);
    expect(await startedWith()).toBeUndefined();
    expect((await edge.ask('DELETE', '/v1/agents/solution')).status).toBe(404);
    expect((await activate(1)).status).toBe(200);
  });

  it('are pages of versions, the newest first', async () => {
    for (const temperature of [0, 0.5, 1]) await add({ temperature });
    await activate(2);
    const first = await edge.ask('GET', `${VERSIONS}?limit=2`, { key: analyst });
    expect(first.body['items']).toMatchObject([
      { version: 3, live: false },
      { version: 2, live: true },
    ]);
    const cursor = String(first.body['nextCursor']);
    const second = await edge.ask('GET', `${VERSIONS}?limit=2&cursor=${cursor}`, { key: analyst });
    expect(second.body).toMatchObject({ items: [{ version: 1, setup: { temperature: 0 } }], nextCursor: null });
    expect((await edge.ask('GET', `/v1/agents/triage/versions?cursor=${cursor}`)).status).toBe(400);
  });

  it('cannot be set up with what they do not have', async () => {
    const { status, body } = await add({ promptVersion: 'v3', model: 'huge', maxOutputTokens: 9_000, tools: ['a/b'] });
    expect([status, body['code']]).toEqual([422, 'AGENT_SETUP_INVALID']);
    expect(body['errors']).toEqual([
      { path: 'promptVersion', message: 'must be one of v1, v2' },
      { path: 'model', message: 'must be one of large, small' },
      { path: 'maxOutputTokens', message: 'must be at most 4000' },
      { path: 'tools.0', message: 'must be one of crm/orders' },
    ]);
    expect((await add({ temperature: 3 })).status).toBe(400);
    expect((await add({ unknown: 1 })).status).toBe(400);
    expect((await activate(Number.MAX_SAFE_INTEGER)).status).toBe(400);
    expect((await activate(1)).status).toBe(404);
  });

  it('cannot be set up while nobody can say what they have', async () => {
    dismissServices(edge.registry);
    expect(await add({ temperature: 1 })).toMatchObject({ status: 503, body: { code: 'OWNER_UNAVAILABLE' } });
  });

  it('are tried out as they are live, or in any version, whatever the input says', async () => {
    await add({ temperature: 1 });
    await add({ model: 'small' });
    await activate(1);
    dismissServices(edge.registry);
    const seen = playService(edge.registry, 'solution', { status: 200, body: { result: {} } });
    const execute = (body: object) => edge.ask('POST', '/v1/agents/solution/execute', { body });
    await execute({ input: { a: 1, agent: { model: 'huge' } } });
    await execute({ input: { a: 1 }, version: 2 });
    expect(seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { input: { a: 1, agent: { version: 1, temperature: 1 } } },
      { input: { a: 1, agent: { version: 2, model: 'small' } } },
    ]);
    expect((await execute({ input: {}, version: 9 })).status).toBe(404);
  });

  it('belong to one tenant', async () => {
    await add({ temperature: 1 });
    await activate(1);
    const { body } = await edge.ask('POST', '/v1/tenants', { body: { id: `t${Date.now()}`, name: 'Other' } });
    const other = await edge.ask('GET', '/v1/agents/solution', { key: String(body['adminKey'] ?? body['key']) });
    expect(other.status).toBe(200);
    expect(other.body).not.toHaveProperty('live');
  });

  it('get one version number each, also when several are added at once', async () => {
    const added = await Promise.all([0, 0.1, 0.2, 0.3].map((temperature) => add({ temperature })));
    expect(added.map(({ body }) => body['version']).sort()).toEqual([1, 2, 3, 4]);
  });
});
