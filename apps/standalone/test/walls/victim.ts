import { FLAG_NAMES } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { type ToolServerCounterpart, answerOf, waitFor } from '@mesh/testing';
import type { SharedMesh } from './shared-mesh';

/** In every text of the victim, so that a single word of theirs is noticed. */
export const SECRET = 'zwiebelkuchen';

const REST = ['awaiting_approval', 'with_person', 'resolved'];

/** Ids of one tenant that has something of everything there is. */
export interface Victim extends Readonly<Record<string, string>> {
  readonly ticket: string;
  readonly approval: string;
  readonly contentHash: string;
  readonly document: string;
  readonly resolution: string;
  readonly server: string;
  readonly tool: string;
  readonly toolHash: string;
  readonly call: string;
  readonly callHash: string;
  readonly key: string;
  readonly webhook: string;
  readonly delivery: string;
  readonly channel: string;
  readonly customer: string;
  readonly session: string;
  readonly deadLetter: string;
}

export async function makeVictim(mesh: SharedMesh, tools: ToolServerCounterpart, hook: string): Promise<Victim> {
  const must = async (route: string, body?: unknown) => {
    const answer = await mesh.ask(route, body);
    if (answer.status >= 300) throw new Error(`${route} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  };
  const document = 'victims-refunds';
  const text = `Refunds of ${SECRET} are paid back within 14 days to the card that was used.`;
  await must(`PUT /v1/knowledge/documents/${document}`, { title: `Refunds ${SECRET}`, body: `# Refunds\n\n${text}` });
  const customer = 'victims-customer';
  await must(`PUT /v1/customers/${customer}`, { name: SECRET, attributes: { note: SECRET } });
  await must('PUT /v1/categories', { items: [{ name: 'refund', description: SECRET }, { name: 'other' }] });
  await must('PUT /v1/queues', { items: [{ name: 'all', description: SECRET, isDefault: true }] });
  await must('POST /v1/agents/solution/versions', { note: SECRET });
  await must('PUT /v1/agents/solution/live', { version: 1 });
  const policy = await must('GET /v1/policies');
  await must('PUT /v1/policies', { ...policy, maxRevisions: 1 });
  const webhook = await idOf(must('POST /v1/webhooks', { url: hook, events: ['*'], description: SECRET }));
  const delivery = await idOf(must(`POST /v1/webhooks/${webhook}/test`));
  const channel = await idOf(must('POST /v1/inbound-channels', { name: SECRET, addresses: [`${SECRET}@shop.test`] }));
  const key = await idOf(must('POST /v1/api-keys', { name: SECRET, role: 'analyst' }));
  const ticket = await ticketThatWaits(mesh, must, customer);
  const approval = await approvalOf(mesh, ticket);
  await must(`POST /v1/tickets/${ticket}/notes`, { body: SECRET });
  await must('PUT /v1/channels/email', { delivery: 'smtp', from: `${SECRET}@shop.test` });
  await must('PUT /v1/feature-flags', { overrides: Object.fromEntries(FLAG_NAMES.map((name) => [name, true])) });
  const { items: sessions } = await must(`GET /v1/sessions?customer=${customer}`);
  const session = (sessions as [{ id: string }])[0].id;
  const call = await toolCall(must, tools, ticket);
  const rows = await plant(mesh, ticket);
  await waitFor('the webhooks to arrive', async () => {
    const { body } = await mesh.ask(`GET /v1/webhooks/${webhook}/deliveries?status=pending`);
    return (body['items'] as object[]).length === 0;
  });
  return { ticket, ...approval, document, customer, session, webhook, delivery, channel, key, ...call, ...rows };
}

type Must = (route: string, body?: unknown) => Promise<Record<string, unknown>>;

const idOf = async (answer: Promise<Record<string, unknown>>): Promise<string> => String((await answer)['id']);

async function ticketThatWaits(mesh: SharedMesh, must: Must, customer: string): Promise<string> {
  const body = `Please refund my order of ${SECRET}, I want my money back.`;
  const id = await idOf(must('POST /v1/tickets', { subject: SECRET, body, customer: { id: customer } }));
  await waitFor(
    'the ticket to rest',
    async () => REST.includes(String((await mesh.ask(`GET /v1/tickets/${id}`)).body['status'])),
    60_000,
  );
  return id;
}

async function approvalOf(mesh: SharedMesh, ticketId: string) {
  const { body } = await mesh.ask(`GET /v1/approvals?ticketId=${ticketId}`);
  const [found] = body['items'] as { id: string; contentHash: string }[];
  if (!found) throw new Error('nothing waits for approval');
  return { approval: found.id, contentHash: found.contentHash };
}

/** A call that changes something waits for a decision. */
async function toolCall(must: Must, tools: ToolServerCounterpart, ticketId: string) {
  const [server, tool] = ['victims-shop', 'refund'];
  tools.tools = [
    { name: tool, description: SECRET, annotations: { readOnlyHint: false }, answer: () => answerOf(SECRET) },
  ];
  await must('POST /v1/mcp-servers', { name: server, url: tools.url });
  const { tools: offered } = await must(`POST /v1/mcp-servers/${server}/test`);
  const [{ hash: toolHash }] = offered as [{ hash: string }];
  await must(`PUT /v1/tools/${server}/${tool}`, { hash: toolHash, risk: 'write' });
  const asked = await must(`POST /v1/tools/${server}/${tool}/calls`, { ticketId, arguments: {} });
  return { server, tool, toolHash, call: String(asked['id']), callHash: String(asked['contentHash']) };
}

/** What takes a fault or a long way to come about. */
async function plant({ database }: SharedMesh, ticketId: string) {
  const [deadLetter, resolution] = [newId(), newId()];
  await database.query(
    `INSERT INTO triage.inbox (tenant_id, id, lane, type, key, headers, data, status, error_code, error_reason, finished_at)
     VALUES ('default', $1, 'commands', $2, $3, '{}', '{}', 'dead', 'BROKEN', $2, now())`,
    [deadLetter, SECRET, ticketId],
  );
  await database.query(
    `INSERT INTO research.resolutions (tenant_id, decision_id, ticket_id, document_id, category, approved_by, cited)
     SELECT tenant_id, $1, $2, document_id, 'refund', $3, '[]' FROM research.documents WHERE tenant_id = 'default'`,
    [resolution, ticketId, JSON.stringify({ kind: 'person', id: SECRET })],
  );
  return { deadLetter, resolution };
}
