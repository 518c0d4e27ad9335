import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { callTool, clientOverHttp, clientOverStdio } from '@mesh/testing';
import { freePort } from '../../../tools/faults/free-port';
import { type RunningMesh, startMesh } from '../../../tools/running-mesh/start-mesh';
import { submit, untilResting } from '../../../tools/running-mesh/tickets';

jest.setTimeout(120_000);

const PAGE = readFileSync(path.join(process.cwd(), 'docs/mcp.md'), 'utf8');

/** The first sample of a kind after a heading. */
function sampleOf(heading: string, kind: string): string {
  const [, section = ''] = PAGE.split(`\n## ${heading}\n`);
  const [, block = ''] = section.split(`\`\`\`${kind}\n`);
  return block.split('\n```')[0] ?? '';
}

const RECORD = { id: 'order-7', type: 'order', title: 'Password manager', data: { shipped: true } };

describe('a mesh and its tools over MCP', () => {
  let mesh: RunningMesh;
  beforeAll(async () => {
    const port = await freePort();
    const environment = {
      RESEARCH_TOOLS_ENABLED: 'true',
      MCP_SECRETS_KEY: 'a-key-only-for-these-tests',
      MCP_PRIVATE_HOSTS: `127.0.0.1:${port}`,
    };
    mesh = await startMesh({ port, environment });
  });
  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
  });

  it('serves knowledge to a program that takes the address and the key of the sample', async () => {
    const sample = JSON.parse(sampleOf('The mesh as a server', 'json')) as {
      mcpServers: { knowledge: { url: string; headers: { Authorization: string } } };
    };
    const { url, headers } = sample.mcpServers.knowledge;
    expect(headers.Authorization).toBe('Bearer KEY');
    const client = await clientOverHttp(url.replace('http://127.0.0.1:8080', mesh.url), mesh.key);
    const { data, texts } = await callTool(client, 'search_knowledge', { query: 'How do I reset my password?' });
    const [{ documentId } = { documentId: '' }] = data['items'] as { documentId: string }[];
    expect(texts[0]).toMatch(/password/i);
    expect((await callTool(client, 'get_document', { documentId })).texts[0]).toMatch(/password/i);
    expect((await callTool(client, 'related_documents', { documentId })).refused).toBe(false);
    await client.close();
  });

  const MAIN = path.join(process.cwd(), 'dist/tools/mcp/main.js');
  const bridge = (key: string) => {
    const command = sampleOf('The mesh as a server', 'sh').replace('http://127.0.0.1:8080', mesh.url);
    return clientOverStdio([MAIN, ...(command.split(' -- ')[1] ?? '').split(' ')], { MESH_KEY: key });
  };

  it('serves the same over stdio, by the command of the sample', async () => {
    const client = await bridge(mesh.key);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['search_knowledge', 'get_document', 'related_documents']);
    const found = await callTool(client, 'search_knowledge', { query: 'How do I reset my password?', limit: 1 });
    expect(found.texts).toHaveLength(1);
    await client.close();
  });

  it('says over stdio why it does not answer', async () => {
    await expect(bridge('not-a-key')).rejects.toThrow('AUTH_INVALID');
  });

  it('uses the tools that were accepted as the page shows: a ticket has the customer’s record as evidence', async () => {
    const env = { ...process.env, MESH: mesh.url, KEY: mesh.key };
    const shown = execFileSync('sh', ['-ec', sampleOf('Tools of others', 'sh')], { env, encoding: 'utf8' });
    expect(shown).toContain('"status":"accepted"');
    const headers = { authorization: `Bearer ${mesh.key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'Robin', records: [RECORD] });
    await fetch(`${mesh.url}/v1/customers/robin`, { method: 'PUT', headers, body });
    const question = 'I want my money back for the last order, please refund it.';
    const id = await submit(mesh.client, { body: question, customer: { id: 'robin' } }, 'mcp-1');
    const ticket = await untilResting(mesh.client, id, 60_000);
    expect(ticket?.status).toBe('awaiting_approval');
    const listed = await fetch(`${mesh.url}/v1/approvals?status=open`, { headers });
    const { items } = (await listed.json()) as { items: { ticketId: string; evidence: { quote: string }[] }[] };
    const quotes = items.find(({ ticketId }) => ticketId === id)?.evidence.map(({ quote }) => quote);
    expect(quotes).toContain('order order-7: Password manager\nshipped: true');
  });
});
