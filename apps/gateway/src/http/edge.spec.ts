import { SERVICES } from '@mesh/contracts';
import project from '../../../../package.json';
import { type Edge, dismissServices, playService, startEdge } from './test/start-edge';

describe('the two doors of the gateway', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterAll(() => edge.stop());

  it.each(['/metrics', '/internal/dead-letters', '/health/other', '/METRICS', '/Internal/dead-letters'])(
    'F96: the public one does not know %s',
    async (path) => {
      const { status, body } = await edge.ask('GET', path);
      expect([status, body['code']]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('the public one tells whether it is alive and, on a laptop, ready', async () => {
    expect((await edge.ask('GET', '/health/live', { key: '' })).status).toBe(200);
    expect((await edge.ask('GET', '/health/ready', { key: '' })).body).toMatchObject({ status: 'ok' });
  });

  it('the operators’ one shows measurements and asks other services for their token', async () => {
    expect((await fetch(`${edge.management}/metrics`)).status).toBe(200);
    expect((await fetch(`${edge.management}/internal/dead-letters`)).status).toBe(401);
  });

  it('F90: answers carry strict security headers', async () => {
    const { headers } = await edge.ask('GET', '/v1/policies');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each([
    ['/v1/policies', 300_000, 413],
    ['/v1/knowledge/documents/a', 300_000, 503],
    ['/v1/knowledge/documents/a', 2_200_000, 413],
  ])('PUT %s of %d bytes is answered with %d', async (path, size, status) => {
    const answer = await edge.ask('PUT', path, { body: { title: 'Long', body: 'x'.repeat(size) } });
    expect(answer.status).toBe(status);
  });
});

describe('F96: the readiness of the distributed gateway', () => {
  it('is not shown to strangers', async () => {
    const edge = await startEdge({ MESH_PROFILE: 'distributed', INTERNAL_TOKEN_SECRET: 'a-secret-for-this-test' });
    expect((await edge.ask('GET', '/health/ready', { key: '' })).status).toBe(404);
    expect((await edge.ask('GET', '/health/live', { key: '' })).status).toBe(200);
    expect((await fetch(`${edge.management}/health/ready`)).status).toBe(200);
    await edge.stop();
  });
});

describe('the documentation', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterAll(() => edge.stop());

  it('describes the public routes as OpenAPI 3.1, each with its problem document', async () => {
    const { body } = await edge.ask('GET', '/openapi.json', { key: '' });
    expect(body['openapi']).toBe('3.1.0');
    expect(body['info']).toMatchObject({ version: project.version });
    const paths = body['paths'] as Record<string, Record<string, { responses: object }>>;
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/policies', '/v1/knowledge/documents/{id}']));
    expect(Object.keys(paths).filter((path) => !path.startsWith('/v1/'))).toEqual([]);
    for (const item of Object.values(paths)) {
      for (const operation of Object.values(item)) expect(operation.responses).toHaveProperty('default');
    }
  });

  it.each([
    ['DELETE', '/v1/policies', 'HEAD, GET, PUT'],
    ['PATCH', '/v1/knowledge/documents/a%2Fb', 'HEAD, GET, PUT, DELETE'],
    ['GET', '/v1/knowledge/search/', 'POST'],
    ['DELETE', '/v1/resolutions/not-remembered', 'HEAD, GET'],
  ])('tells which methods there are instead of %s %s', async (method, path, allowed) => {
    const { status, body, headers } = await edge.ask(method, path);
    expect([status, body['code'], headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allowed]);
  });

  it.each(['/v1/nothing', '/v1/policies/nothing'])('knows nothing at %s', async (path) => {
    expect(await edge.ask('DELETE', path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('describes the messages as AsyncAPI', async () => {
    const { body } = await edge.ask('GET', '/asyncapi.json', { key: '' });
    expect(body).toMatchObject({ asyncapi: expect.stringMatching(/^3\./) as string });
    expect(JSON.stringify(body)).toContain('support.ticket.received.v1');
  });

  it('has a page without scripts of its own', async () => {
    const response = await fetch(`${edge.api}/docs`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(await response.text()).not.toMatch(/<script>|<script(?![^>]*src=)[^>]*>/);
  });
});

describe('what another service owns', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterEach(() => dismissServices(edge.registry));
  afterAll(() => edge.stop());

  it.each([
    ['GET', '/v1/knowledge/documents?limit=5', undefined, 'research', '/internal/knowledge/documents?limit=5'],
    ['GET', '/v1/knowledge/documents/a.b:1', undefined, 'research', '/internal/knowledge/documents/a.b%3A1'],
    ['DELETE', '/v1/knowledge/documents/a', undefined, 'research', '/internal/knowledge/documents/a'],
    ['PUT', '/v1/knowledge/documents/a', { title: 'T', body: 'B' }, 'research', '/internal/knowledge/documents/a'],
    ['POST', '/v1/knowledge/documents', { title: 'T', body: 'B' }, 'research', '/internal/knowledge/documents'],
    ['POST', '/v1/knowledge/search', { query: 'refund' }, 'research', '/internal/knowledge/search'],
    ['GET', '/v1/queues', undefined, 'escalation', '/internal/queues'],
    ['PUT', '/v1/queues', { items: [{ name: 'all' }] }, 'escalation', '/internal/queues'],
    ['GET', '/v1/workflow', undefined, 'supervisor', '/internal/workflow?format=json'],
    ['POST', '/v1/agents/quality/execute', { input: { a: 1 } }, 'quality', '/internal/agents/execute'],
  ] as const)('%s %s is answered by its owner', async (method, path, body, service, url) => {
    const seen = playService(edge.registry, service, {
      status: 422,
      body: { code: 'ITS_OWN', detail: `from ${service}` },
      contentType: 'application/problem+json',
    });
    const answer = await edge.ask(method, path, { body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'ITS_OWN', detail: `from ${service}` } });
    expect(seen).toEqual([{ service, method, url, body: body === undefined ? '' : JSON.stringify(body) }]);
  });

  it('comes as text where the owner answers text', async () => {
    playService(edge.registry, 'supervisor', { status: 200, body: 'graph TD', contentType: 'text/plain' });
    const { headers, body } = await edge.ask('GET', '/v1/workflow?format=mermaid');
    expect([headers.get('content-type'), body['text']]).toEqual(['text/plain; charset=utf-8', 'graph TD']);
  });

  it('is away for a while when its owner is', async () => {
    const { status, headers, body } = await edge.ask('GET', '/v1/queues');
    expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'OWNER_UNAVAILABLE', '2']);
  });

  it('keeps the owner’s problem, under the caller’s correlation id', async () => {
    const problem = { code: 'QUEUE_BAD', detail: 'no default', errors: [{ path: 'items' }], correlationId: 'other' };
    playService(edge.registry, 'escalation', { status: 400, body: problem, contentType: 'application/problem+json' });
    const { status, headers, body } = await edge.ask('PUT', '/v1/queues', { body: { items: [] } });
    expect([status, body['code'], body['errors']]).toEqual([400, 'QUEUE_BAD', [{ path: 'items' }]]);
    expect(body['correlationId']).toBe(headers.get('x-correlation-id'));
  });

  it('is trained with the given rows, or with the examples of the tenant’s list', async () => {
    const report = { version: 1, labels: ['b'], rows: 1, floor: 0, learntPersonRequests: false };
    const seen = playService(edge.registry, 'triage', { status: 201, body: report });
    await edge.ask('PUT', '/v1/categories', { body: { items: [{ name: 'returns', examples: ['send back'] }] } });
    await edge.ask('POST', '/v1/categories/training', { body: {} });
    await edge.ask('POST', '/v1/categories/training', { body: { rows: [{ text: 'a', label: 'b' }] } });
    expect(seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { rows: [{ text: 'send back', label: 'returns' }] },
      { rows: [{ text: 'a', label: 'b' }] },
    ]);
  });
});

describe('dead letters', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterEach(() => dismissServices(edge.registry));
  afterAll(() => edge.stop());

  const ID = '018f3b4e-0000-7000-8000-000000000001';
  const at = '2026-01-01T00:00:00Z';
  const letterOf = (subject: string) => ({
    id: ID,
    type: 'support.ticket.received.v1',
    subject,
    code: 'BROKEN',
    reason: null,
    attempts: 5,
    receivedAt: at,
    diedAt: at,
  });

  it('are read through all services, page by page', async () => {
    for (const service of SERVICES.slice(1)) {
      playService(edge.registry, service, { status: 200, body: { items: [letterOf(service)], next: null } });
    }
    const found: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await edge.ask('GET', `/v1/dead-letters?limit=2${cursor && `&cursor=${cursor}`}`);
      found.push(...(body['items'] as { subject: string }[]).map(({ subject }) => subject));
      cursor = typeof body['nextCursor'] === 'string' ? body['nextCursor'] : '';
    } while (cursor);
    expect(found).toEqual(SERVICES.slice(1));
  });

  it('of a service that is away are missing, and it is named', async () => {
    const { body } = await edge.ask('GET', '/v1/dead-letters');
    expect(body).toMatchObject({ items: [], nextCursor: null, unavailable: SERVICES.slice(1) });
  });

  it('need a cursor of this very list', async () => {
    const { status, body } = await edge.ask('GET', '/v1/dead-letters?cursor=abc');
    expect([status, body['code']]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('that do not exist cannot be tried again, and leave no line in the audit log', async () => {
    const { status, body } = await edge.ask('POST', '/v1/dead-letters', { body: { service: 'gateway', id: ID } });
    expect([status, body['code']]).toEqual([404, 'DEAD_LETTER_NOT_FOUND']);
    expect(await edge.database.query('SELECT 1 FROM gateway.audit_log')).toEqual([]);
  });

  it('are tried again at their owner, on the record', async () => {
    const seen = playService(edge.registry, 'triage', { status: 200, body: {} });
    expect((await edge.ask('POST', '/v1/dead-letters', { body: { service: 'triage', id: ID } })).status).toBe(200);
    expect(seen).toMatchObject([{ method: 'POST', url: `/internal/dead-letters/${ID}/redrive` }]);
    const log = await edge.database.query('SELECT action, subject FROM gateway.audit_log');
    expect(log).toEqual([{ action: 'dead_letter.redriven', subject: ID }]);
  });
});

describe('messages that a service has published', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterAll(() => edge.stop());
  const order = { service: 'triage', since: '2026-01-01T00:00:00Z' };

  it('are published again by it, on the record', async () => {
    const seen = playService(edge.registry, 'triage', { status: 202, body: {} });
    const { status, body } = await edge.ask('POST', '/v1/outbox/resend', { body: order });
    expect([status, body]).toEqual([202, { ...order, status: 'started' }]);
    expect(seen).toMatchObject([{ method: 'POST', url: '/internal/outbox/resend' }]);
    const log = await edge.database.query('SELECT action, subject FROM gateway.audit_log');
    expect(log).toEqual([{ action: 'outbox.resent', subject: 'triage' }]);
  });

  it('need a moment from which on', async () => {
    const { status } = await edge.ask('POST', '/v1/outbox/resend', { body: { ...order, since: 'yesterday' } });
    expect(status).toBe(400);
  });
});

describe('policies and categories', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterAll(() => edge.stop());

  it('begin with what ships', async () => {
    const policy = await edge.ask('GET', '/v1/policies');
    expect(policy.body).toMatchObject({ version: 0, categories: { refund: { requiresApproval: true } } });
    const categories = await edge.ask('GET', '/v1/categories');
    expect(categories.body['items']).toHaveLength(9);
  });

  it('each change of the policy is a new version', async () => {
    const { body: before } = await edge.ask('GET', '/v1/policies');
    const changed = await edge.ask('PUT', '/v1/policies', { body: { ...before, fourEyes: true } });
    expect(changed.body).toEqual({ ...before, version: Number(before['version']) + 1, fourEyes: true });
    expect((await edge.ask('GET', '/v1/policies')).body).toEqual(changed.body);
  });

  it('a change of an older version is refused with the current one', async () => {
    const { body: before } = await edge.ask('GET', '/v1/policies');
    const quick = await edge.ask('PUT', '/v1/policies', { body: { ...before, maxRevisions: 3 } });
    const late = await edge.ask('PUT', '/v1/policies', { body: { ...before, maxRevisions: 1 } });
    expect([late.status, late.body['code']]).toEqual([409, 'POLICY_CHANGED']);
    expect(late.body['current']).toEqual(quick.body);
  });

  it.each([
    [{ maxRevisions: 99 }, 'maxRevisions'],
    [{ confidenceFloor: 2 }, 'confidenceFloor'],
    [{ fallback: { autonomy: 'sometimes' } }, 'fallback.autonomy'],
    [{ handOverFlags: ['nonsense'] }, 'handOverFlags.0'],
    [{ extra: 1 }, ''],
  ])('a policy with %j is refused at its path', async (fault, path) => {
    const { body: shipped } = await edge.ask('GET', '/v1/policies');
    const { status, body } = await edge.ask('PUT', '/v1/policies', { body: { ...shipped, ...fault } });
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([{ path }]);
  });

  it.each([
    [{ items: [] }],
    [{ items: [{ name: 'unknown' }] }],
    [{ items: [{ name: 'Not A Name' }] }],
    [{ items: [{ name: 'twice' }, { name: 'twice' }] }],
  ])('a list of categories like %j is refused', async (body) => {
    expect((await edge.ask('PUT', '/v1/categories', { body })).status).toBe(400);
  });
});
