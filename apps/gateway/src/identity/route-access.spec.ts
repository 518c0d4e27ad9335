import { gateway } from '../gateway.service';
import { type Edge, startEdge } from '../http/test/start-edge';
import { ROLES, type Role } from './permissions';

type Method = 'get' | 'put' | 'post' | 'delete';

/** Who may use what; a route that is missing here fails the test below. S submitter, P approver, Y analyst, A admin. */
const EXPECTED: Readonly<Record<string, string>> = {
  'post /v1/tickets': 'SP-A',
  'post /v1/tickets/batch': 'SP-A',
  'get /v1/tickets': 'SPYA',
  'get /v1/tickets/{id}': 'SPYA',
  'get /v1/tickets/{id}/timeline': 'SPYA',
  'get /v1/approvals': '-P-A',
  'get /v1/approvals/{id}': '-P-A',
  'post /v1/approvals/{id}/decision': '-P-A',
  'delete /v1/approvals/{id}/decision': '-P-A',
  'post /v1/tickets/{id}/close': '-P-A',
  'post /v1/tickets/{id}/replies': '-P-A',
  'get /v1/policies': '-PYA',
  'get /v1/policies/autonomy': '-PYA',
  'put /v1/policies': '---A',
  'get /v1/categories': 'SPYA',
  'put /v1/categories': '---A',
  'post /v1/categories/training': '---A',
  'get /v1/queues': '-PYA',
  'put /v1/queues': '---A',
  'get /v1/workflow': '-PYA',
  'get /v1/knowledge/documents': '-PYA',
  'post /v1/knowledge/documents': '---A',
  'get /v1/knowledge/documents/{id}': '-PYA',
  'put /v1/knowledge/documents/{id}': '---A',
  'delete /v1/knowledge/documents/{id}': '---A',
  'post /v1/knowledge/documents/{id}/release': '---A',
  'get /v1/knowledge/documents/{id}/affected-answers': '-PYA',
  'get /v1/resolutions': '-PYA',
  'get /v1/resolutions/not-remembered': '-PYA',
  'post /v1/resolutions/{id}/review': '-P-A',
  'delete /v1/resolutions/{id}': '-P-A',
  'post /v1/knowledge/search': 'SPYA',
  'get /v1/dead-letters': '---A',
  'post /v1/dead-letters': '---A',
  'post /v1/agents/{name}/execute': '-P-A',
  'get /v1/agents': '-PYA',
  'get /v1/agents/{name}': '-PYA',
  'delete /v1/agents/{name}': '---A',
  'get /v1/agents/{name}/versions': '-PYA',
  'post /v1/agents/{name}/versions': '---A',
  'put /v1/agents/{name}/live': '---A',
  'get /v1/mcp-servers': '---A',
  'post /v1/mcp-servers': '---A',
  'delete /v1/mcp-servers/{name}': '---A',
  'post /v1/mcp-servers/{name}/test': '---A',
  'get /v1/tools': '-PYA',
  'get /v1/tools/calls': '-P-A',
  'put /v1/tools/{server}/{tool}': '---A',
  'delete /v1/tools/{server}/{tool}': '---A',
  'post /v1/tools/{server}/{tool}/calls': '-P-A',
  'post /v1/tools/calls/{id}/decision': '-P-A',
  'get /v1/audit': '---A',
  'get /v1/external-services': '--YA',
  'get /v1/feature-flags': '-PYA',
  'put /v1/feature-flags': '---A',
  'get /v1/api-keys': '---A',
  'post /v1/api-keys': '---A',
  'delete /v1/api-keys/{id}': '---A',
  'post /v1/api-keys/{id}/rotate': '---A',
  'get /v1/webhooks': '---A',
  'post /v1/webhooks': '---A',
  'get /v1/webhooks/{id}': '---A',
  'put /v1/webhooks/{id}': '---A',
  'delete /v1/webhooks/{id}': '---A',
  'post /v1/webhooks/{id}/rotate': '---A',
  'post /v1/webhooks/{id}/test': '---A',
  'get /v1/webhooks/{id}/deliveries': '---A',
  'post /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': '---A',
  'get /v1/channels/{channel}': '---A',
  'put /v1/channels/{channel}': '---A',
  'get /v1/inbound-channels': '---A',
  'post /v1/inbound-channels': '---A',
  'delete /v1/inbound-channels/{id}': '---A',
  // Whoever asks: only a signature opens it.
  'post /v1/inbound/email/{id}': 'SPYA',
  'delete /v1/customers/{id}': '---A',
  'get /v1/customers/{id}': '-P-A',
  'get /v1/sessions': '-P-A',
  'get /v1/sessions/{id}': '-P-A',
  'get /v1/sessions/{id}/messages': '-P-A',
  'delete /v1/sessions/{id}': '-P-A',
  'get /v1/customers/{id}/erasure': '---A',
  'put /v1/customers/{id}': 'S--A',
  'get /v1/analytics/summary': '-PYA',
  'get /v1/analytics/funnel': '-PYA',
  'get /v1/analytics/agents': '-PYA',
  'get /v1/analytics/timeseries': '-PYA',
  'get /v1/stream': 'SPYA',
  'get /v1/tickets/{id}/stream': 'SPYA',
  'post /v1/tickets/{id}/assign': '-P-A',
  'post /v1/tickets/{id}/release': '-P-A',
  'post /v1/tickets/{id}/resolve': '-P-A',
  'post /v1/tickets/{id}/notes': '-P-A',
  'post /v1/tickets/{id}/feedback': 'SP-A',
  'post /v1/tickets/{id}/messages': 'SP-A',
  // Only the first admin key of the installation, which is none of these.
  'get /v1/tenants': '----',
  'post /v1/tenants': '----',
  'post /v1/outbox/resend': '----',
};

describe('F82: the routes of the gateway', () => {
  let edge: Edge;
  let routes: string[];
  const keys = new Map<Role, string>();
  beforeAll(async () => {
    edge = await startEdge({}, gateway);
    const { body } = await edge.ask('GET', '/openapi.json');
    const paths = Object.entries(body['paths'] as Record<string, Record<Method, object>>);
    routes = paths.flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    for (const role of ROLES) {
      const made = await edge.ask('POST', '/v1/api-keys', { body: { name: role, role } });
      keys.set(role, String(made.body['key']));
    }
  });
  afterAll(() => edge.stop());

  /** A stream has no end: its status is enough. */
  const statusOf = async (route: string, key: string): Promise<number> => {
    if (!route.endsWith('/stream')) return (await call(route, key)).status;
    const stop = new AbortController();
    const url = `${edge.api}${route.slice(4).replace(/\{\w+\}/g, 'nothing-has-this-id')}`;
    const { status } = await fetch(url, { headers: { authorization: `Bearer ${key}` }, signal: stop.signal });
    stop.abort();
    return status;
  };

  /** An id that no resource has; the bodies are wrong on purpose, so that nothing is changed. */
  const call = (route: string, key: string) => {
    const [method = '', path = ''] = route.split(' ');
    const concrete = path.replace('{name}', 'triage').replace(/\{\w+\}/g, 'nothing-has-this-id');
    return edge.ask(method.toUpperCase(), concrete, { key, ...(method === 'get' ? {} : { body: { unknown: 1 } }) });
  };

  it('are closed to everybody without a key', async () => {
    const open: string[] = [];
    for (const route of routes) {
      const status = await statusOf(route, '');
      if (status !== 401) open.push(`${route}: ${status}`);
    }
    expect(open).toEqual([]);
    expect(routes.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))('%s is open to %s', async (route, expected) => {
    expect(routes).toContain(route);
    let found = '';
    for (const [role, letter] of [...ROLES.entries()].map(([index, name]) => [name, 'SPYA'[index]] as const)) {
      const status = await statusOf(route, keys.get(role) ?? '');
      found += status === 403 ? '-' : letter;
    }
    expect(found).toBe(expected);
  });
});
