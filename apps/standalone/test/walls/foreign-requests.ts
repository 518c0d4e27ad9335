import { newId } from '@mesh/kernel';
import type { Victim } from './victim';

/** What somebody of another tenant asks of the victim's things, and the answer that an admin there gets. */
export interface ForeignRequest {
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

/** Reached over ids of the victim: nobody tells whether they exist. */
const hidden = (path: string, body?: unknown): ForeignRequest => ({ path, status: 404, ...(body ? { body } : {}) });
/** Their own things, of which they have none or few. */
const own = (path: string, body?: unknown, status = 200): ForeignRequest => ({
  path,
  status,
  ...(body ? { body } : {}),
});

const TRAINING = ['returns', 'invoices'].flatMap((label) =>
  ['first', 'second'].map((word) => ({ text: `A ${word} question about ${label}`, label })),
);

/**
 * One per route of the gateway, each as valid as a request can be, so that only the tenant keeps it out.
 * @param policy of those who ask
 */
export function foreignRequests(victim: Victim, policy: object): Readonly<Record<string, ForeignRequest>> {
  const { ticket, approval, contentHash, document, customer, server, tool, toolHash } = victim;
  const documents = `/v1/knowledge/documents/${document}`;
  const webhook = `/v1/webhooks/${victim.webhook}`;
  const session = `/v1/sessions/${encodeURIComponent(victim.session)}`;
  const article = { title: 'Ours', body: 'Ours.' };
  const hook = { url: 'https://hooks.example.com/', events: ['*'] };
  const letter = { service: 'triage', id: victim.deadLetter };
  return {
    'get /v1/tickets': own(`/v1/tickets?customer=${customer}&limit=100`),
    'get /v1/tickets/{id}': hidden(`/v1/tickets/${ticket}`),
    'get /v1/tickets/{id}/timeline': hidden(`/v1/tickets/${ticket}/timeline`),
    'get /v1/approvals': own('/v1/approvals?limit=100'),
    'get /v1/approvals/{id}': hidden(`/v1/approvals/${approval}`),
    'post /v1/approvals/{id}/decision': hidden(`/v1/approvals/${approval}/decision`, {
      decision: 'approve',
      contentHash,
    }),
    'delete /v1/approvals/{id}/decision': hidden(`/v1/approvals/${approval}/decision`),
    'post /v1/tickets/{id}/close': hidden(`/v1/tickets/${ticket}/close`, {}),
    'post /v1/tickets/{id}/replies': hidden(`/v1/tickets/${ticket}/replies`, { body: 'Ours.' }),
    'post /v1/tickets/{id}/assign': hidden(`/v1/tickets/${ticket}/assign`, { user: 'us' }),
    'post /v1/tickets/{id}/release': hidden(`/v1/tickets/${ticket}/release`, {}),
    'post /v1/tickets/{id}/resolve': hidden(`/v1/tickets/${ticket}/resolve`, {}),
    'post /v1/tickets/{id}/notes': hidden(`/v1/tickets/${ticket}/notes`, { body: 'Ours.' }),
    'post /v1/tickets/{id}/feedback': hidden(`/v1/tickets/${ticket}/feedback`, { solved: false }),
    'post /v1/tickets/{id}/messages': hidden(`/v1/tickets/${ticket}/messages`, { body: 'Ours.' }),
    'get /v1/tickets/{id}/stream': hidden(`/v1/tickets/${ticket}/stream`),
    'get /v1/stream': own('/v1/stream'),
    'get /v1/policies': own('/v1/policies'),
    'get /v1/policies/autonomy': own('/v1/policies/autonomy'),
    'put /v1/policies': own('/v1/policies', policy),
    'get /v1/categories': own('/v1/categories'),
    'put /v1/categories': own('/v1/categories', { items: [{ name: 'ours' }] }),
    'post /v1/categories/training': own('/v1/categories/training', { rows: TRAINING }, 201),
    'get /v1/queues': own('/v1/queues'),
    'put /v1/queues': own('/v1/queues', { items: [{ name: 'ours', isDefault: true }] }),
    'get /v1/workflow': own('/v1/workflow'),
    'get /v1/knowledge/documents': own('/v1/knowledge/documents?limit=200'),
    'get /v1/knowledge/documents/{id}': hidden(documents),
    'delete /v1/knowledge/documents/{id}': hidden(documents),
    'post /v1/knowledge/documents/{id}/release': hidden(`${documents}/release`, { version: 1 }),
    'get /v1/knowledge/documents/{id}/affected-answers': hidden(`${documents}/affected-answers`),
    'post /v1/knowledge/search': own('/v1/knowledge/search', { query: 'refunds paid back to the card' }),
    'get /v1/resolutions': own(`/v1/resolutions?ticketId=${ticket}`),
    'get /v1/resolutions/not-remembered': own('/v1/resolutions/not-remembered'),
    'post /v1/resolutions/{id}/review': hidden(`/v1/resolutions/${victim.resolution}/review`, {}),
    'delete /v1/resolutions/{id}': hidden(`/v1/resolutions/${victim.resolution}`),
    'get /v1/dead-letters': own('/v1/dead-letters?limit=200'),
    'post /v1/dead-letters': hidden('/v1/dead-letters', letter),
    'post /v1/agents/{name}/execute': own('/v1/agents/triage/execute', { input: {} }, 400),
    'get /v1/agents': own('/v1/agents'),
    'get /v1/agents/{name}': own('/v1/agents/solution'),
    'get /v1/agents/{name}/versions': own('/v1/agents/solution/versions'),
    'put /v1/agents/{name}/live': hidden('/v1/agents/solution/live', { version: 1 }),
    'delete /v1/agents/{name}': hidden('/v1/agents/solution'),
    'get /v1/mcp-servers': own('/v1/mcp-servers'),
    'delete /v1/mcp-servers/{name}': hidden(`/v1/mcp-servers/${server}`),
    'post /v1/mcp-servers/{name}/test': hidden(`/v1/mcp-servers/${server}/test`),
    'get /v1/tools': own('/v1/tools'),
    'get /v1/tools/calls': own('/v1/tools/calls'),
    'put /v1/tools/{server}/{tool}': hidden(`/v1/tools/${server}/${tool}`, { hash: toolHash, risk: 'write' }),
    'delete /v1/tools/{server}/{tool}': hidden(`/v1/tools/${server}/${tool}`),
    'post /v1/tools/{server}/{tool}/calls': hidden(`/v1/tools/${server}/${tool}/calls`, { ticketId: ticket }),
    'post /v1/tools/calls/{id}/decision': hidden(`/v1/tools/calls/${victim.call}/decision`, {
      decision: 'approve',
      contentHash: victim.callHash,
    }),
    'get /v1/audit': own('/v1/audit?limit=500'),
    'get /v1/api-keys': own('/v1/api-keys'),
    'post /v1/api-keys': own('/v1/api-keys', { name: 'ours', role: 'analyst' }, 201),
    'post /v1/api-keys/{id}/rotate': hidden(`/v1/api-keys/${victim.key}/rotate`, {}),
    'delete /v1/api-keys/{id}': hidden(`/v1/api-keys/${victim.key}`),
    'get /v1/webhooks': own('/v1/webhooks'),
    'post /v1/webhooks': own('/v1/webhooks', hook, 201),
    'get /v1/webhooks/{id}': hidden(webhook),
    'put /v1/webhooks/{id}': hidden(webhook, { ...hook, enabled: true }),
    'delete /v1/webhooks/{id}': hidden(webhook),
    'post /v1/webhooks/{id}/rotate': hidden(`${webhook}/rotate`),
    'post /v1/webhooks/{id}/test': hidden(`${webhook}/test`),
    'get /v1/webhooks/{id}/deliveries': hidden(`${webhook}/deliveries`),
    'post /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': hidden(
      `${webhook}/deliveries/${victim.delivery}/redeliver`,
    ),
    'get /v1/channels/{channel}': own('/v1/channels/email'),
    'put /v1/channels/{channel}': own('/v1/channels/email', { delivery: 'none' }),
    'get /v1/external-services': own('/v1/external-services'),
    'get /v1/feature-flags': own('/v1/feature-flags'),
    'put /v1/feature-flags': own('/v1/feature-flags', { overrides: {} }),
    'get /v1/sessions': own(`/v1/sessions?customer=${customer}`),
    'get /v1/sessions/{id}': hidden(session),
    'get /v1/sessions/{id}/messages': hidden(`${session}/messages`),
    'delete /v1/sessions/{id}': hidden(session),
    'get /v1/inbound-channels': own('/v1/inbound-channels'),
    'post /v1/inbound-channels': own('/v1/inbound-channels', { name: 'ours', addresses: ['us@shop.test'] }, 201),
    'delete /v1/inbound-channels/{id}': hidden(`/v1/inbound-channels/${victim.channel}`),
    // Opened by the signature of the channel alone.
    'post /v1/inbound/email/{id}': own(`/v1/inbound/email/${victim.channel}`, { from: 'us@shop.test' }, 401),
    'get /v1/customers/{id}': hidden(`/v1/customers/${customer}`),
    'get /v1/customers/{id}/erasure': hidden(`/v1/customers/${customer}/erasure`),
    'delete /v1/customers/{id}': hidden(`/v1/customers/${customer}`),
    'get /v1/analytics/summary': own('/v1/analytics/summary'),
    'get /v1/analytics/funnel': own('/v1/analytics/funnel'),
    'get /v1/analytics/agents': own('/v1/analytics/agents'),
    'get /v1/analytics/timeseries': own('/v1/analytics/timeseries'),
    'get /v1/tenants': own('/v1/tenants', undefined, 403),
    'post /v1/tenants': own('/v1/tenants', { id: `t-${newId()}`, name: 'Ours' }, 403),
    'post /v1/outbox/resend': own('/v1/outbox/resend', { service: 'triage', since: '2026-01-01T00:00:00Z' }, 403),
    // Last, because from here on they have things under the names of the victim's.
    'post /v1/tickets': own('/v1/tickets', { body: 'Hello?', customer: { id: 'ours' } }, 202),
    'post /v1/tickets/batch': own('/v1/tickets/batch', { tickets: [{ body: 'Hello?', customer: { id: 'ours' } }] }),
    'post /v1/knowledge/documents': own('/v1/knowledge/documents', article),
    'put /v1/knowledge/documents/{id}': own(documents, article),
    'post /v1/agents/{name}/versions': own('/v1/agents/solution/versions', { note: 'Ours.' }, 201),
    'post /v1/mcp-servers': own('/v1/mcp-servers', { name: server, url: 'https://tools.example.com/mcp' }, 201),
    'put /v1/customers/{id}': own(`/v1/customers/${customer}`, { name: 'Ours' }),
  };
}
