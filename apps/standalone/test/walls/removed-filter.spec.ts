import { ToolServerCounterpart } from '@mesh/testing';
import { WebhookReceiver } from '../../../gateway/src/jobs/test/webhook-receiver';
import { type ForeignRequest, foreignRequests } from './foreign-requests';
import type { RemovedFilter } from './removed-filter';
import { type SharedMesh, startSharedMesh } from './shared-mesh';
import { SECRET, type Victim, makeVictim } from './victim';

jest.setTimeout(120_000);

/** The one that may do everything first, as long as its tenant has next to nothing. */
const ROLES = ['admin', 'submitter', 'approver', 'analyst'] as const;
/** What goes on by itself, and what stays of a message once it is done. */
const RESTLESS = /\.(jobs|inbox|outbox|fact_positions|\w*rollups?|rollup_\w+|queue_samples|migrations|quarantine)$/;

/** Where there is something of the victim's to see. */
const OPEN_WITHOUT_WALL = [
  'get /v1/api-keys',
  'get /v1/approvals',
  'get /v1/approvals/{id}',
  'get /v1/audit',
  'get /v1/categories',
  'get /v1/channels/{channel}',
  'get /v1/customers/{id}',
  'get /v1/dead-letters',
  'get /v1/external-services',
  'get /v1/inbound-channels',
  'get /v1/knowledge/documents',
  'get /v1/knowledge/documents/{id}',
  'get /v1/mcp-servers',
  'get /v1/queues',
  'get /v1/resolutions',
  'get /v1/sessions',
  'get /v1/sessions/{id}',
  'get /v1/sessions/{id}/messages',
  'get /v1/tickets',
  'get /v1/tickets/{id}',
  'get /v1/tickets/{id}/stream',
  'get /v1/tickets/{id}/timeline',
  'get /v1/tools',
  'get /v1/tools/calls',
  'get /v1/webhooks',
  'get /v1/webhooks/{id}',
  'get /v1/webhooks/{id}/deliveries',
  'get /v1/agents/{name}/versions',
].sort();

describe('F82: row-level security still holds when the application filter is removed', () => {
  const tools = new ToolServerCounterpart();
  const hooks = new WebhookReceiver();
  let mesh: SharedMesh;
  let victim: Victim;
  let filter: RemovedFilter;
  let requests: Readonly<Record<string, ForeignRequest>>;
  let before: string;
  const keys = new Map<string, string>();

  beforeAll(async () => {
    await Promise.all([tools.start(), hooks.start()]);
    mesh = await startSharedMesh({
      MCP_SECRETS_KEY: 'a-key-only-for-these-tests',
      WEBHOOK_SECRETS_KEY: 'a-key-only-for-these-tests',
      REPLY_SMTP_URL: 'smtp://127.0.0.1:9',
      MCP_PRIVATE_HOSTS: tools.host,
      WEBHOOK_PRIVATE_HOSTS: hooks.host,
    });
    victim = await makeVictim(mesh, tools, hooks.url);
    const made = await mesh.ask('POST /v1/tenants', { id: 'other', name: 'Other' });
    keys.set('admin', String(made.body['adminKey']));
    for (const role of ROLES.slice(1)) {
      const { body } = await mesh.ask('POST /v1/api-keys', { name: role, role }, keys.get('admin'));
      keys.set(role, String(body['key']));
    }
    const { body: policy } = await mesh.ask('GET /v1/policies', undefined, keys.get('admin'));
    requests = foreignRequests(victim, policy);
    filter = mesh.removeFilter();
    before = await rowsOfVictim();
  }, 180_000);
  afterAll(async () => {
    await mesh.stop();
    await Promise.all([tools.stop(), hooks.stop()]);
  });

  /** Those that have a tenant. */
  const tablesOf = async (): Promise<string[]> => {
    const rows = await mesh.database.query<{ name: string }>(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
       WHERE column_name = 'tenant_id' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };
  /** Every row of the victim, in words. */
  const rowsOfVictim = async (): Promise<string> => {
    const found: string[] = [];
    for (const name of (await tablesOf()).filter((one) => !RESTLESS.test(one))) {
      const rows = await mesh.database.query<{ row: string }>(
        `SELECT t::text AS row FROM ${name} t WHERE tenant_id = 'default' ORDER BY 1`,
      );
      found.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return found.join('\n');
  };
  /** What of the victim an answer holds that the question did not. */
  const foreignBytes = ({ path, body }: ForeignRequest, text: string): string[] => {
    const asked = `${path} ${JSON.stringify(body)}`;
    return [SECRET, ...Object.values(victim)].filter(
      (word) => word !== 'refund' && text.includes(word) && !asked.includes(word),
    );
  };
  const send = (route: string, request: ForeignRequest, role: string) =>
    mesh.ask(`${route.split(' ')[0] ?? ''} ${request.path}`, request.body, keys.get(role));

  it('asks every route that there is', async () => {
    const { body } = await mesh.ask('GET /openapi.json');
    const routes = Object.entries(body['paths'] as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(Object.keys(requests).sort()).toEqual(routes.sort());
  });

  const asked = (isWrite: boolean) =>
    Object.entries(requests).filter(([route]) => route.startsWith('get ') !== isWrite);

  /** What goes wrong when somebody with this role asks all of it. */
  const faultsOf = async (role: string, isWrite: boolean): Promise<string[]> => {
    const faults: string[] = [];
    for (const [route, request] of asked(isWrite)) {
      const { status, text } = await send(route, request, role);
      const leaked = foreignBytes(request, text);
      if (leaked.length > 0) faults.push(`${route} shows ${leaked.join(', ')}`);
      const refused = role !== 'admin' && status === 403;
      if (!refused && status !== request.status) faults.push(`${route} answered ${status}: ${text}`);
    }
    return faults;
  };

  it.each(ROLES)('shows the %s of another tenant nothing', async (role) => {
    expect(await faultsOf(role, false)).toEqual([]);
  });

  it.each(ROLES)('lets the %s of another tenant change nothing', async (role) => {
    expect(await faultsOf(role, true)).toEqual([]);
    expect(await rowsOfVictim()).toBe(before);
  });

  it('had no condition on the tenant in any of these statements', () => {
    expect(filter.statements.size).toBeGreaterThan(60);
  });

  /** Where somebody of another tenant sees one of these words of the victim's. */
  const openRoutes = async (words: readonly string[]): Promise<string[]> => {
    const open: string[] = [];
    for (const [route, request] of asked(false)) {
      const { status, text } = await send(route, request, 'admin');
      // Of a stream only the status is read.
      const isOpened = route.endsWith('{id}/stream') && status === 200;
      if (isOpened || foreignBytes(request, text).some((word) => words.includes(word))) open.push(route);
    }
    return open.sort();
  };

  it('is what has held: without it the same requests show what others have, and with the filter alone nothing', async () => {
    for (const name of await tablesOf()) await mesh.database.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    expect(await openRoutes([SECRET, ...Object.values(victim)])).toEqual(OPEN_WITHOUT_WALL);
    filter.putBack();
    // By now the other tenant has named things like the victim's.
    expect(await openRoutes([SECRET])).toEqual([]);
  });
});
