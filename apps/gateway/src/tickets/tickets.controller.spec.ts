import { type Gateway, startGateway } from '../../test/start-gateway';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
}, 60_000);
afterAll(() => gateway.stop());

const TICKET = {
  subject: 'Export',
  body: 'How do I export my data?',
  customer: { email: 'Ann@Example.org', name: 'Ann' },
};

const created = async (ticket: object = TICKET): Promise<string> => {
  const answer = await gateway.ask('POST', '/v1/tickets', ticket);
  expect(answer.status).toBe(202);
  return String(answer.body['id']);
};
const count = async (table: string) => {
  const [row] = await gateway.database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM gateway.${table} WHERE tenant_id = 'default'`,
  );
  return row?.n ?? 0;
};

describe('when somebody posts a ticket', () => {
  it('accepts it and shows it at its address at once', async () => {
    const accepted = await gateway.ask('POST', '/v1/tickets', TICKET);
    expect(accepted).toMatchObject({ status: 202, body: { status: 'received', links: { self: expect.any(String) } } });
    const self = accepted.headers.get('location') ?? '';
    expect((await gateway.ask('GET', self)).body).toMatchObject({
      status: 'received',
      version: 0,
      turn: 1,
      subject: 'Export',
      body: TICKET.body,
      customer: { email: 'ann@example.org', name: 'Ann' },
      messages: [{ author: 'customer', body: TICKET.body }],
      cost: { micros: 0, currency: 'USD' },
    });
  });

  it('F74: answers a repeated request in the same way, by route and tenant', async () => {
    const key = { 'idempotency-key': 'same-answer' };
    const first = await gateway.ask('POST', '/v1/tickets', TICKET, key);
    const again = await gateway.ask('POST', '/v1/tickets', TICKET, key);
    expect([again.status, again.body, again.headers.get('location')]).toEqual([
      202,
      first.body,
      first.headers.get('location'),
    ]);
    expect((await gateway.ask('POST', '/v1/tickets', { ...TICKET, body: 'Else' }, key)).status).toBe(422);
    expect((await gateway.ask('POST', '/v1/tickets/batch', { tickets: [TICKET] }, key)).status).toBe(200);
    const { body } = await gateway.ask('POST', '/v1/tenants', { id: 'second', name: 'Second' });
    const theirs = { ...key, authorization: `Bearer ${String(body['adminKey'])}` };
    const other = await gateway.ask('POST', '/v1/tickets', { ...TICKET, body: 'Else' }, theirs);
    expect([other.status, other.body['id'] === first.body['id']]).toEqual([202, false]);
  });

  it.each(['x'.repeat(300), '"quoted"', 'a b', 'a\\b'])('F74: refuses the Idempotency-Key %j', async (key) => {
    const answer = await gateway.ask('POST', '/v1/tickets', TICKET, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 400, body: { code: 'IDEMPOTENCY_KEY_INVALID' } });
  });

  it('knows a customer again by the e-mail address', async () => {
    const [one, two] = [await created(), await created({ ...TICKET, customer: { email: 'ann@example.ORG' } })];
    const [first, second] = await Promise.all([one, two].map((id) => gateway.ask('GET', `/v1/tickets/${id}`)));
    expect(first?.body['customer']).toEqual(second?.body['customer']);
  });

  it.each([
    ['an empty body', { ...TICKET, body: '' }],
    ['no body', { customer: TICKET.customer }],
    ['a number for a body', { ...TICKET, body: 7 }],
    ['a field that nobody knows', { ...TICKET, role: 'admin' }],
    ['a NUL', { ...TICKET, body: 'a\u0000b' }],
    ['half a surrogate pair', '{"body":"\\ud800","customer":{"id":"ann"}}'],
    ['no customer', { body: 'x' }],
    ['a customer without id and e-mail address', { body: 'x', customer: { name: 'Ann' } }],
    ['an e-mail address that is none', { body: 'x', customer: { email: 'ann' } }],
    ['a subject that is too long', { ...TICKET, subject: 'é'.repeat(251) }],
    ['a body that is too long', { ...TICKET, body: 'x'.repeat(65_537) }],
    ['metadata that is not flat', { ...TICKET, metadata: { deep: { deeper: 1 } } }],
    ['metadata that reaches for the prototype', '{"body":"x","customer":{"id":"ann"},"metadata":{"__proto__":"y"}}'],
    ['JSON that is none', '{"body":'],
  ])('refuses %s with a problem and stores nothing', async (_, body) => {
    const before = await count('tickets');
    const answer = await gateway.ask('POST', '/v1/tickets', body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: expect.any(String), correlationId: expect.any(String) });
    expect(await count('tickets')).toBe(before);
  });

  it('says that a customer is needed, and by what', async () => {
    const { body } = await gateway.ask('POST', '/v1/tickets', { body: 'x', customer: {} });
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path: 'customer' }] });
    expect(JSON.stringify(body)).toContain('customer_required');
  });

  it('answers 404 for a ticket that is not there, and 400 for an id that is none', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    expect((await gateway.ask('GET', `/v1/tickets/${unknown}`)).status).toBe(404);
    expect((await gateway.ask('GET', `/v1/tickets/${unknown}/timeline`)).status).toBe(404);
    expect((await gateway.ask('GET', '/v1/tickets/7')).status).toBe(400);
  });

  it('takes the good ones of a batch and says what is wrong with the others', async () => {
    const before = await count('tickets');
    const { status, body } = await gateway.ask('POST', '/v1/tickets/batch', {
      tickets: [TICKET, { body: '' }, TICKET],
    });
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([{ status: 202 }, { status: 400, index: 1 }, { status: 202 }]);
    expect(await count('tickets')).toBe(before + 2);
  });
});

describe('when somebody looks for tickets', () => {
  it('pages through all of them once, newest first', async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await created({ ...TICKET, customer: { id: 'pager' } }));
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const query: string = `customer=pager&limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await gateway.ask('GET', `/v1/tickets?${query}`);
      seen.push(...(body['items'] as { id: string }[]).map(({ id }) => id));
      cursor = body['nextCursor'] as string | null;
    } while (cursor !== null);
    expect(seen).toEqual(ids.reverse());
  });

  it('finds the words of a ticket', async () => {
    const id = await created({ ...TICKET, body: 'The zeppelin does not start' });
    const { body } = await gateway.ask('GET', '/v1/tickets?q=zeppelin');
    expect(body['items']).toMatchObject([{ id }]);
  });

  it.each(['cursor=abc', 'limit=1000000000', 'limit=0', 'status=lost', 'nothing=1', 'q=%00'])(
    'refuses ?%s',
    async (query) => {
      expect((await gateway.ask('GET', `/v1/tickets?${query}`)).status).toBe(400);
    },
  );

  it('refuses the cursor of another list', async () => {
    for (let n = 0; n < 3; n += 1) await created({ ...TICKET, customer: { id: 'two-lists' } });
    const { body } = await gateway.ask('GET', '/v1/tickets?customer=two-lists&limit=1');
    const cursor = String(body['nextCursor']);
    expect((await gateway.ask('GET', `/v1/tickets?customer=pager&limit=1&cursor=${cursor}`)).body).toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });
});

describe('when people act on a ticket', () => {
  it.each([
    ['replies', { body: 'Here you are.' }, 'resolved'],
    ['replies', { body: 'One moment.', resolve: false }, 'with_person'],
    ['resolve', undefined, 'resolved'],
    ['close', undefined, 'closed'],
    ['close', { reason: 'duplicate' }, 'closed'],
    ['assign', { queue: 'billing' }, 'with_person'],
  ])('shows at once what %s %j has made of it', async (act, body, status) => {
    const id = await created();
    expect(await gateway.ask('POST', `/v1/tickets/${id}/${act}`, body)).toMatchObject({
      status: 200,
      body: { status },
    });
    expect((await gateway.ask('GET', `/v1/tickets/${id}`)).body).toMatchObject({ status, turn: 2 });
  });

  it('refuses a message on a closed ticket, and says that it is closed', async () => {
    const id = await created();
    await gateway.ask('POST', `/v1/tickets/${id}/close`);
    const answer = await gateway.ask('POST', `/v1/tickets/${id}/messages`, { body: 'Hello?' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'ticket_closed', current: { id, status: 'closed' } } });
  });

  it('gives a ticket back to the mesh only when a person has it', async () => {
    const id = await created();
    expect((await gateway.ask('POST', `/v1/tickets/${id}/release`)).status).toBe(409);
    await gateway.ask('POST', `/v1/tickets/${id}/assign`, { user: 'kim' });
    expect(await gateway.ask('POST', `/v1/tickets/${id}/release`)).toMatchObject({ body: { status: 'received' } });
  });

  it('keeps notes among colleagues', async () => {
    const id = await created();
    expect((await gateway.ask('POST', `/v1/tickets/${id}/notes`, { body: 'Called back.' })).status).toBe(201);
    const { key } = (await gateway.ask('POST', '/v1/api-keys', { name: 'shop', role: 'submitter' })).body;
    const [admin, submitter] = await Promise.all([
      gateway.ask('GET', `/v1/tickets/${id}`),
      gateway.ask('GET', `/v1/tickets/${id}`, undefined, { authorization: `Bearer ${String(key)}` }),
    ]);
    expect(admin.body['messages']).toHaveLength(2);
    expect(submitter.body['messages']).toHaveLength(1);
  });
});

describe('when somebody asks for figures and documents', () => {
  it('counts what came in', async () => {
    const { status, body } = await gateway.ask('GET', '/v1/analytics/summary');
    expect(status).toBe(200);
    expect(body).toMatchObject({ volumes: { created: await count('tickets') }, approvals: { requested: 0 } });
    expect(
      (await gateway.ask('GET', '/v1/analytics/summary?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z')).status,
    ).toBe(400);
  });

  it('describes every route with its answers', async () => {
    const { body } = await gateway.ask('GET', '/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, { responses: object }>>;
    for (const path of [
      '/v1/tickets',
      '/v1/tickets/{id}',
      '/v1/approvals/{id}/decision',
      '/v1/customers/{id}',
      '/v1/stream',
    ]) {
      expect(Object.keys(paths)).toContain(path);
    }
    expect(JSON.stringify(paths['/v1/tickets/{id}']?.['get']?.responses)).toContain('schema');
  });
});
