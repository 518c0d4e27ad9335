import { SessionStore } from '@mesh/memory';
import { waitFor } from '@mesh/testing';
import { ADMIN_KEY, type Gateway, startGateway } from '../../test/start-gateway';

describe('the sessions of customers', () => {
  let gateway: Gateway;
  let foreigner: string;
  beforeAll(async () => {
    gateway = await startGateway();
    const { body } = await ask('POST', '/v1/tenants', { id: 'other', name: 'Other' });
    foreigner = String(body['adminKey']);
  }, 60_000);
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.database.query('TRUNCATE gateway.tickets CASCADE');
  });

  const ask = (method: string, path: string, body?: object, key = ADMIN_KEY) =>
    gateway.ask(method, path, body, { authorization: `Bearer ${key}` });
  const write = async (id: string, body: string, channel = 'chat', key = ADMIN_KEY): Promise<string> => {
    const { status, body: made } = await ask('POST', '/v1/tickets', { body, customer: { id }, channel }, key);
    expect(status).toBe(202);
    return String(made['id']);
  };
  interface Page {
    readonly items: readonly Record<string, unknown>[];
    readonly nextCursor: string | null;
  }
  const list = async (path: string, key = ADMIN_KEY): Promise<Page> => {
    const { status, body } = await ask('GET', path, undefined, key);
    expect(status).toBe(200);
    return body as unknown as Page;
  };
  const only = async (query = ''): Promise<string> => String((await list(`/v1/sessions${query}`)).items[0]?.['id']);
  const said = async (path: string) => (await list(path)).items.map(({ body }) => body);

  it('are customers on channels, over all tickets', async () => {
    const first = await write('ann', 'One.');
    await write('ann', 'Two.');
    await write('ann', 'By mail.', 'email');
    await write('bob', 'Hello.');
    await ask('POST', `/v1/tickets/${first}/close`, {});
    const { items, nextCursor } = await list('/v1/sessions');
    expect(items).toMatchObject([
      { customerId: 'ann', channel: 'chat', tickets: 2, openTickets: 1 },
      { customerId: 'ann', channel: 'email', tickets: 1, openTickets: 1 },
      { customerId: 'bob', channel: 'chat', tickets: 1, openTickets: 1 },
    ]);
    expect(nextCursor).toBeNull();
    expect((await list('/v1/sessions?customer=ann&channel=email')).items).toHaveLength(1);
    expect((await ask('GET', `/v1/sessions/${String(items[0]?.['id'])}`)).body).toEqual(items[0]);
  });

  it('are listed page by page, each once', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e'.repeat(200)]) await write(id, 'Hello.');
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`/v1/sessions?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ customerId }) => customerId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'.repeat(200)]);
  });

  it('hold what was said to each other, the newest first, without notes', async () => {
    const ticket = await write('ann', 'My lamp is broken.');
    await ask('POST', `/v1/tickets/${ticket}/notes`, { body: 'Rude.' });
    await ask('POST', `/v1/tickets/${ticket}/replies`, { body: 'Turn it on.', resolve: false });
    await write('ann', 'And 100% of the others.');
    await write('ann', 'Elsewhere.', 'email');
    const id = await only('?channel=chat');
    expect(await said(`/v1/sessions/${id}/messages`)).toEqual([
      'And 100% of the others.',
      'Turn it on.',
      'My lamp is broken.',
    ]);
    const first = await list(`/v1/sessions/${id}/messages?limit=2`);
    expect(first.items[1]).toMatchObject({ ticketId: ticket, author: 'person', body: 'Turn it on.' });
    expect(await said(`/v1/sessions/${id}/messages?limit=2&cursor=${first.nextCursor}`)).toEqual([
      'My lamp is broken.',
    ]);
    expect(await said(`/v1/sessions/${id}/messages?q=LAMP`)).toEqual(['My lamp is broken.']);
    expect(await said(`/v1/sessions/${id}/messages?q=%25`)).toEqual(['And 100% of the others.']);
  });

  it('F77: take what is searched for as text, cap a page, and refuse a cursor that they did not hand out', async () => {
    await write('ann', 'Hello.');
    const id = await only();
    for (const q of [`' OR 1=1 --`, `%'; DROP TABLE gateway.messages; --`, '(a+)+$', '\\', '_____']) {
      expect(await said(`/v1/sessions/${id}/messages?q=${encodeURIComponent(q)}`)).toEqual([]);
    }
    const { nextCursor } = await list(`/v1/sessions?limit=1`);
    expect(nextCursor).toBeNull();
    await write('bob', 'Hello.');
    const { nextCursor: cursor } = await list(`/v1/sessions?limit=1`);
    const wrong = [
      '/v1/sessions?limit=1000000000',
      '/v1/sessions?limit=0',
      `/v1/sessions?customer=bob&cursor=${cursor}`,
      `/v1/sessions?cursor=${cursor?.slice(0, -2)}AA`,
      `/v1/sessions/${id}/messages?cursor=${cursor}`,
    ];
    for (const path of wrong) expect([path, (await ask('GET', path)).status]).toEqual([path, 400]);
  });

  it.each([
    'nothing',
    'e30',
    Buffer.from('["ann"]').toString('base64url'),
    Buffer.from('["a\\u0000","chat"]').toString('base64url'),
  ])('answer 404 for %s', async (id) => {
    for (const path of [`/v1/sessions/${id}`, `/v1/sessions/${id}/messages`]) {
      expect((await ask('GET', path)).status).toBe(404);
    }
    expect((await ask('DELETE', `/v1/sessions/${id}`)).status).toBe(404);
  });

  it('belong to one tenant', async () => {
    await write('ann', 'A secret.');
    const id = await only();
    await write('zoe', 'Of the other.', 'chat', foreigner);
    expect((await list('/v1/sessions', foreigner)).items.map(({ customerId }) => customerId)).toEqual(['zoe']);
    expect((await ask('GET', `/v1/sessions/${id}/messages`, undefined, foreigner)).status).toBe(404);
    expect((await ask('DELETE', `/v1/sessions/${id}`, undefined, foreigner)).status).toBe(404);
  });

  it('are forgotten when they are ended, on the record; the tickets stay', async () => {
    const ticket = await write('mia', 'Remember me.');
    const memory = gateway.service.app.get(SessionStore, { strict: false });
    const remembered = () => memory.recent({ tenantId: 'default', customerId: 'mia', channel: 'chat' }, 10);
    await waitFor('the memory', async () => (await remembered()).length === 1);
    const id = await only();
    expect((await ask('DELETE', `/v1/sessions/${id}`)).status).toBe(204);
    expect(await remembered()).toEqual([]);
    expect((await ask('GET', `/v1/tickets/${ticket}`)).status).toBe(200);
    const { items } = await list('/v1/audit?limit=1');
    expect(items).toMatchObject([{ action: 'session.ended', details: { channel: 'chat' } }]);
    expect(JSON.stringify(items)).not.toContain('mia');
  });
});
