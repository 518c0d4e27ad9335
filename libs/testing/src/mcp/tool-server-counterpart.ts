import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';

export interface PlayedTool extends Omit<Tool, 'inputSchema'> {
  readonly inputSchema?: Tool['inputSchema'];
  readonly answer: (args: Record<string, unknown>) => CallToolResult | Promise<CallToolResult>;
}

/** What the server does with an HTTP request instead of answering it. */
export type ToolTrouble = (request: IncomingMessage, response: ServerResponse, method: string) => boolean;

const NO_ARGUMENTS: Tool['inputSchema'] = { type: 'object', properties: {} };

/** A tool server of somebody else, made with the protocol's own library; it may turn hostile at any time. */
export class ToolServerCounterpart {
  tools: PlayedTool[] = [];
  trouble: ToolTrouble = () => false;
  /** Arguments of the calls that reached it. */
  readonly calls: { readonly tool: string; readonly args: Record<string, unknown> }[] = [];
  /** The Authorization header of every request. */
  readonly authorizations: (string | undefined)[] = [];
  connections = 0;
  private server: Server | undefined;

  get url(): string {
    return `http://${this.host}/mcp`;
  }

  get host(): string {
    return `127.0.0.1:${(this.server?.address() as AddressInfo | null)?.port ?? 0}`;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.answer(request, response));
    server.on('connection', () => (this.connections += 1));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.authorizations.push(request.headers.authorization);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const body = (text === '' ? undefined : JSON.parse(text)) as { method?: string } | undefined;
    if (this.trouble(request, response, body?.method ?? '')) return;
    const transport = new StreamableHTTPServerTransport();
    const server = this.build();
    response.once('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, body);
  }

  private build(): McpServer {
    const server = new McpServer({ name: 'counterpart', version: '1' }, { capabilities: { tools: {} } });
    server.server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: this.tools.map(({ answer: _answer, inputSchema = NO_ARGUMENTS, ...tool }) => ({ ...tool, inputSchema })),
    }));
    server.server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: args = {} } }) => {
      this.calls.push({ tool: name, args });
      const tool = this.tools.find((one) => one.name === name);
      return tool ? await tool.answer(args) : { isError: true, content: [{ type: 'text', text: randomUUID() }] };
    });
    return server;
  }
}

/** An answer of texts. */
export const answerOf = (...texts: string[]): CallToolResult => ({
  content: texts.map((text) => ({ type: 'text' as const, text })),
});
