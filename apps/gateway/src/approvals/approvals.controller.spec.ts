import { type Gateway, startGateway } from '../../test/start-gateway';
import { openedApproval } from './test/opened-approval';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
}, 60_000);
afterAll(() => gateway.stop());

const opened = () => openedApproval(gateway);

describe('when an approver looks at what waits', () => {
  it('shows the draft with its citations, the hash to decide with, and the reasons', async () => {
    const { path, contentHash, ticketId } = await opened();
    const { body } = await gateway.ask('GET', path);
    expect(body).toMatchObject({
      ticketId,
      status: 'open',
      contentHash,
      risk: 'medium',
      draft: { body: 'Use the menu.', citations: [{ documentId: 'refunds', quote: 'Use the menu.' }] },
    });
    const ticket = await gateway.ask('GET', `/v1/tickets/${ticketId}`);
    expect(ticket.body).toMatchObject({ approval: { status: 'open', contentHash }, draft: { body: 'Use the menu.' } });
  });

  it('pages through all that is open, the most urgent first', async () => {
    const paths = [await opened(), await opened(), await opened()].map(({ path }) => path);
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body } = await gateway.ask('GET', `/v1/approvals?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...(body['items'] as { id: string }[]).map(({ id }) => `/v1/approvals/${id}`));
      cursor = body['nextCursor'] as string | null;
    } while (cursor !== null);
    expect(seen.slice(-3)).toEqual(paths);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('when an approver decides over the API', () => {
  it('answers 200 once, then 409 with the current state', async () => {
    const { path, contentHash } = await opened();
    const decision = { decision: 'approve', contentHash };
    expect(await gateway.ask('POST', `${path}/decision`, decision)).toMatchObject({
      status: 200,
      body: { status: 'decided', decision: { decision: 'approve' } },
    });
    const again = await gateway.ask('POST', `${path}/decision`, decision);
    expect(again).toMatchObject({ status: 409, body: { code: 'APPROVAL_DECIDED', current: { status: 'decided' } } });
    expect((await gateway.ask('DELETE', `${path}/decision`)).status).toBe(409);
  });

  it('takes a held decision back', async () => {
    const { path, contentHash } = await opened();
    const held = await gateway.ask('POST', `${path}/decision`, {
      decision: 'approve',
      contentHash,
      sendAfterMs: 60_000,
    });
    expect(held.body).toMatchObject({ status: 'held', decision: { releaseAt: expect.any(String) } });
    expect(await gateway.ask('DELETE', `${path}/decision`)).toMatchObject({ status: 200, body: { status: 'open' } });
  });

  it.each([
    ['no decision', {}],
    ['an edit without a text', { decision: 'edit' }],
    ['a text without an edit', { decision: 'approve', reply: 'x' }],
    ['a hash that is none', { decision: 'approve', contentHash: 'x' }],
    ['a role of the caller’s choice (F87)', { decision: 'approve', role: 'admin' }],
  ])('refuses %s', async (_, body) => {
    const { path, contentHash } = await opened();
    expect((await gateway.ask('POST', `${path}/decision`, { contentHash, ...body })).status).toBe(400);
    expect((await gateway.ask('GET', path)).body).toMatchObject({ status: 'open' });
  });

  it('F87: is closed to whoever may only post tickets', async () => {
    const { path, contentHash } = await opened();
    const { key } = (await gateway.ask('POST', '/v1/api-keys', { name: 'shop', role: 'submitter' })).body;
    const headers = { authorization: `Bearer ${String(key)}` };
    const answer = await gateway.ask('POST', `${path}/decision`, { decision: 'approve', contentHash }, headers);
    expect(answer.status).toBe(403);
  });
});
