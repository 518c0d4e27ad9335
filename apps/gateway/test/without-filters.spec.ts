import { type Message, OpenApproval } from '@mesh/contracts';
import { contentHashOf, stepIdOf } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import { messageFrom, waitFor } from '@mesh/testing';
import { draftCiting } from './ticket-path';
import { ADMIN_KEY, type Gateway, startGateway } from './start-gateway';
import { factOf, receive } from './ticket-facts';
import { WithoutFilters } from './without-filters';

/** Stands in everything that the first tenant owns. */
const CANARY = 'canary-of-the-first-tenant';

const approvalFor = (ticketId: string): { id: string; contentHash: string; message: Message } => {
  const draft = draftCiting('refunds', 1, CANARY);
  const step = { ticketId, turn: 1, stepId: stepIdOf(ticketId, 1, 'open_approval', 0), attempt: 1 };
  const contentHash = contentHashOf(draft, 0);
  const data = {
    step,
    reason: 'category_requires_approval' as const,
    reasons: [],
    risk: 'medium' as const,
    draft,
    contentHash,
    policyVersion: 0,
    ttlMs: 86_400_000,
    fourEyes: false,
    evidence: [],
    checks: [],
    package: { summary: CANARY, suggestedNextStep: CANARY },
    queue: 'billing',
    dueAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  return { id: step.stepId, contentHash, message: messageFrom(OpenApproval.draft(ticketId, data)) };
};

describe('F82: with the filters of the application removed from every statement', () => {
  let gateway: Gateway;
  let filters: WithoutFilters;
  let foreigner: string;
  const ids: Record<string, string> = {};

  const ask = (method: string, path: string, body?: object, key = ADMIN_KEY) =>
    gateway.ask(method, path, body, { authorization: `Bearer ${key}` });
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await ask('POST', path, body);
    expect(answer.status).toBeLessThan(300);
    return String(answer.body['id']);
  };

  beforeAll(async () => {
    gateway = await startGateway({
      WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests',
      WEBHOOK_PRIVATE_HOSTS: '127.0.0.1:9',
    });
    filters = new WithoutFilters(gateway.service.app.get(ApiDatabase, { strict: false }));
    const customer = { id: 'their-customer', email: `${CANARY}@example.com`, name: CANARY };
    ids['ticket'] = await made('/v1/tickets', { subject: CANARY, body: CANARY, customer });
    const approval = approvalFor(ids['ticket']);
    [ids['approval'], ids['hash']] = [approval.id, approval.contentHash];
    await receive(gateway, [factOf(ids['ticket'], 1), approval.message]);
    ids['webhook'] = await made('/v1/webhooks', { url: 'http://127.0.0.1:9/x', events: ['*'], description: CANARY });
    ids['delivery'] = await made(`/v1/webhooks/${ids['webhook']}/test`, {});
    ids['channel'] = await made('/v1/inbound-channels', { name: CANARY, addresses: ['help@example.com'] });
    ids['key'] = await made('/v1/api-keys', { name: CANARY, role: 'submitter' });
    ids['customer'] = customer.id;
    await waitFor('the approval', async () => (await ask('GET', `/v1/approvals/${ids['approval']}`)).status === 200);
    const tenant = await ask('POST', '/v1/tenants', { id: 'foreign', name: 'Foreign' });
    foreigner = String(tenant.body['adminKey']);
    filters.activate();
  });
  afterAll(() => gateway.stop());

  const tenantTables = async (): Promise<string[]> => {
    const rows = await gateway.database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'tenant_id'
       WHERE relnamespace = 'gateway'::regnamespace AND relkind = 'r'`,
    );
    return rows.map(({ name }) => name);
  };

  /** What the first tenant owns; what the pipeline does with it meanwhile is left out. */
  const owned = async (): Promise<Record<string, string>> => {
    const hashes: Record<string, string> = {};
    for (const table of await tenantTables()) {
      if (/^(inbox|outbox|jobs|queue_samples|webhooks|webhook_deliveries)$/.test(table)) continue;
      const [row] = await gateway.database.query<{ hash: string }>(
        `SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS hash FROM gateway.${table} t
         WHERE tenant_id = 'default'`,
      );
      hashes[table] = row?.hash ?? '';
    }
    return hashes;
  };

  /** Of this database alone. */
  const rowLevelSecurity = async (is: 'ENABLE' | 'DISABLE'): Promise<void> => {
    for (const table of await tenantTables()) {
      await gateway.database.query(`ALTER TABLE gateway.${table} ${is} ROW LEVEL SECURITY`);
    }
  };

  type Trial = readonly [method: string, path: string, body?: object];
  const named = (): Trial[] => [
    ['GET', `/v1/tickets/${ids['ticket']}`],
    ['GET', `/v1/tickets/${ids['ticket']}/timeline`],
    ['POST', `/v1/tickets/${ids['ticket']}/messages`, { body: 'Mine?' }],
    ['POST', `/v1/tickets/${ids['ticket']}/replies`, { body: 'Mine?' }],
    ['POST', `/v1/tickets/${ids['ticket']}/resolve`, {}],
    ['POST', `/v1/tickets/${ids['ticket']}/close`, {}],
    ['POST', `/v1/tickets/${ids['ticket']}/assign`, { user: 'me' }],
    ['POST', `/v1/tickets/${ids['ticket']}/release`, {}],
    ['POST', `/v1/tickets/${ids['ticket']}/notes`, { body: 'Mine?' }],
    ['POST', `/v1/tickets/${ids['ticket']}/feedback`, { solved: true }],
    ['GET', `/v1/approvals/${ids['approval']}`],
    ['POST', `/v1/approvals/${ids['approval']}/decision`, { decision: 'approve', contentHash: ids['hash'] }],
    ['DELETE', `/v1/approvals/${ids['approval']}/decision`],
    ['GET', `/v1/customers/${ids['customer']}`],
    ['DELETE', `/v1/customers/${ids['customer']}`],
    ['GET', `/v1/customers/${ids['customer']}/erasure`],
    ['GET', `/v1/webhooks/${ids['webhook']}`],
    ['PUT', `/v1/webhooks/${ids['webhook']}`, { url: 'http://127.0.0.1:9/y', events: ['*'], enabled: false }],
    ['POST', `/v1/webhooks/${ids['webhook']}/rotate`, {}],
    ['POST', `/v1/webhooks/${ids['webhook']}/test`, {}],
    ['GET', `/v1/webhooks/${ids['webhook']}/deliveries`],
    ['POST', `/v1/webhooks/${ids['webhook']}/deliveries/${ids['delivery']}/redeliver`, {}],
    ['DELETE', `/v1/webhooks/${ids['webhook']}`],
    ['DELETE', `/v1/inbound-channels/${ids['channel']}`],
    ['DELETE', `/v1/api-keys/${ids['key']}`],
  ];
  const LISTS = [
    '/v1/tickets',
    `/v1/tickets?q=${CANARY}`,
    '/v1/tickets?customer=their-customer',
    '/v1/approvals',
    '/v1/webhooks',
    '/v1/inbound-channels',
    '/v1/api-keys',
    '/v1/audit',
    '/v1/analytics/summary',
    '/v1/policies',
    '/v1/categories',
    '/v1/resolutions/not-remembered',
    '/v1/agents',
  ];

  it('another tenant still finds, changes and removes nothing of the first one', async () => {
    const before = await owned();
    const answers: string[] = [];
    for (const [method, path, body] of named()) {
      const { status, body: answer } = await ask(method, path, body, foreigner);
      if (status !== 404) answers.push(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    }
    expect(answers).toEqual([]);
    expect(await owned()).toEqual(before);
  });

  it('another tenant still lists nothing of the first one', async () => {
    for (const path of LISTS) {
      const { status, body } = await ask('GET', path, undefined, foreigner);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(JSON.stringify(body)).not.toContain(CANARY);
    }
    expect(filters.changed.size).toBeGreaterThan(25);
  });

  it('the row-level security is what holds: without it the first tenant is seen', async () => {
    await rowLevelSecurity('DISABLE');
    try {
      const { status, body } = await ask('GET', `/v1/tickets/${ids['ticket']}`, undefined, foreigner);
      expect([status, body['body']]).toEqual([200, CANARY]);
      const { body: list } = await ask('GET', '/v1/tickets', undefined, foreigner);
      expect(JSON.stringify(list)).toContain(ids['ticket']);
    } finally {
      await rowLevelSecurity('ENABLE');
    }
  });

  it('and with the filters alone nothing is seen either', async () => {
    filters.activate(false);
    await rowLevelSecurity('DISABLE');
    try {
      expect((await ask('GET', `/v1/tickets/${ids['ticket']}`, undefined, foreigner)).status).toBe(404);
      const { body } = await ask('GET', '/v1/tickets', undefined, foreigner);
      expect(body['items']).toEqual([]);
    } finally {
      await rowLevelSecurity('ENABLE');
    }
  });
});
