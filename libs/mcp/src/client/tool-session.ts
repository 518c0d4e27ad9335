import type { Fetcher, GuardedFetch } from '@mesh/egress';
import { RetryableError, TerminalError } from '@mesh/kernel';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js' with { 'resolution-mode': 'import' };
import type { Tool } from '@modelcontextprotocol/sdk/types.js' with { 'resolution-mode': 'import' };
import { type DiscoveredTool, discoveredTool } from './discovered-tool';

export interface ToolServer {
  readonly url: string;
  /** Sent as bearer token, if there is one. */
  readonly token?: string | undefined;
}

const MOST_TOOLS = 200;

/** One connection to a tool server, as long as one piece of work. */
export class ToolSession {
  private constructor(
    private readonly client: Client,
    private readonly signal: AbortSignal,
    private readonly timeoutMs: number,
  ) {}

  /** Connects, works, and leaves nothing behind, whatever happens. */
  static async run<T>(
    { url, token }: ToolServer,
    { fetcher, signal, timeoutMs }: { fetcher: Fetcher; signal: AbortSignal; timeoutMs: number },
    work: (session: ToolSession) => Promise<T>,
  ): Promise<T> {
    const [sdk, http] = await Promise.all([
      import('@modelcontextprotocol/sdk/client/index.js'),
      import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
    ]);
    const client = new sdk.Client({ name: 'support-mesh', version: '1.0.0' });
    const requestInit = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
    const { fetch, failed } = fetcher.open();
    const transport = new http.StreamableHTTPClientTransport(new URL(url), {
      fetch: withoutStreams(fetch),
      requestInit,
    });
    const close = (): void => void client.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      const connected = client.connect(transport, { signal, timeout: timeoutMs, maxTotalTimeout: timeoutMs });
      // The SDK waits for a reply even when the stream that should bring it has broken.
      return await Promise.race([connected.then(() => work(new ToolSession(client, signal, timeoutMs))), failed]);
    } finally {
      signal.removeEventListener('abort', close);
      if (!signal.aborted) await transport.terminateSession().catch(() => undefined);
      await client.close();
    }
  }

  /** What the server offers now. @throws TerminalError `MCP_PROTOCOL_FAULT` when it never ends */
  async tools(): Promise<DiscoveredTool[]> {
    const { ListToolsResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
    const found: Tool[] = [];
    let cursor: string | undefined;
    do {
      const request = { method: 'tools/list', params: cursor === undefined ? {} : { cursor } } as const;
      // Not `client.listTools`, which would compile the schemas that the server sent.
      const page = await this.client.request(request, ListToolsResultSchema, this.limits());
      found.push(...page.tools);
      cursor = page.nextCursor;
      if (found.length > MOST_TOOLS) throw new TerminalError('MCP_PROTOCOL_FAULT', 'the tool server lists without end');
    } while (cursor !== undefined);
    return found.map(discoveredTool);
  }

  /** The texts of the answer; anything but text is left out. @throws TerminalError `MCP_TOOL_REFUSED` */
  async call(name: string, args: Readonly<Record<string, unknown>>): Promise<string[]> {
    const { CallToolResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
    const request = { method: 'tools/call', params: { name, arguments: { ...args } } } as const;
    const result = await this.client.request(request, CallToolResultSchema, this.limits());
    const texts = result.content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
    if (result.isError === true) throw new TerminalError('MCP_TOOL_REFUSED', 'the tool refused the call');
    return texts;
  }

  private limits() {
    return { signal: this.signal, timeout: this.timeoutMs, maxTotalTimeout: this.timeoutMs };
  }
}

/** No stream that the server could push into. */
const withoutStreams =
  (fetch: GuardedFetch): GuardedFetch =>
  (address, init) =>
    (init?.method ?? 'GET') === 'GET' ? Promise.resolve(new Response(null, { status: 405 })) : fetch(address, init);

/** What went wrong, in our codes: an outage may pass, everything else will not. */
export async function faultOf(error: unknown): Promise<RetryableError | TerminalError> {
  const ours = causesOf(error).find((cause) => cause instanceof TerminalError || cause instanceof RetryableError);
  if (ours) return ours;
  const options = { cause: error };
  const { ErrorCode, McpError } = await import('@modelcontextprotocol/sdk/types.js');
  if (error instanceof McpError && error.code === (ErrorCode.RequestTimeout as number))
    return new RetryableError('MCP_TIMEOUT', 'the tool server did not answer in time', {}, undefined, options);
  if (error instanceof McpError && error.code !== (ErrorCode.ConnectionClosed as number))
    return new TerminalError('MCP_TOOL_REFUSED', 'the tool server refused the request', {}, options);
  return new RetryableError('MCP_UNAVAILABLE', 'the tool server cannot be used', {}, undefined, options);
}

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [error];
}
