import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** The protocol's own client, as other programs use it. */
const newClient = (): Client => new Client({ name: 'official-client', version: '1.0.0' });

/** Connected to a server over Streamable HTTP. */
export async function clientOverHttp(url: string, key: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = newClient();
  const requestInit = { headers: { authorization: `Bearer ${key}`, ...headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  return client;
}

/** Connected to a server that is a command of its own. */
export async function clientOverStdio(args: readonly string[], environment: Record<string, string>): Promise<Client> {
  const client = newClient();
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [...args], env, stderr: 'inherit' }),
  );
  return client;
}

/** Calls a tool: its texts and data, and whether it was refused. */
export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const content = result.content as readonly { readonly text?: string }[];
  return {
    refused: result.isError === true,
    texts: content.map(({ text }) => text ?? ''),
    data: (result.structuredContent ?? {}) as Record<string, unknown>,
  };
}
