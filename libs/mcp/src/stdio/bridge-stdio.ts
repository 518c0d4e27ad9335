import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js' with { 'resolution-mode': 'import' };
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js' with { 'resolution-mode': 'import' };

export interface RemoteServer {
  /** Of the endpoint, such as `http://127.0.0.1:8080/mcp/knowledge`. */
  readonly url: URL;
  readonly key: string;
}

const INTERNAL_ERROR = -32603;

/**
 * Serves a mesh's MCP endpoint on stdin and stdout until the other side ends it. Messages pass as they are, so there is
 * one server with one set of rights. A request that cannot be passed on is answered with an error that says why.
 */
export async function bridgeStdio({ url, key }: RemoteServer): Promise<void> {
  const [{ StdioServerTransport }, { StreamableHTTPClientTransport }] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/stdio.js'),
    import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
  ]);
  const near = new StdioServerTransport();
  const far: Transport = new StreamableHTTPClientTransport(url, {
    requestInit: { headers: { authorization: `Bearer ${key}` }, redirect: 'error' },
  });
  const ended = new Promise<void>((resolve) => (near.onclose = resolve));
  near.onmessage = (message) => void pass(message, far, near);
  far.onmessage = (message) => void near.send(message);
  process.stdin.once('end', () => void near.close());
  await far.start();
  await near.start();
  await ended;
  await far.close();
}

async function pass(message: JSONRPCMessage, far: Transport, near: Transport): Promise<void> {
  try {
    await far.send(message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the mesh cannot be reached';
    if (!('id' in message) || !('method' in message)) return void process.stderr.write(`${reason}\n`);
    await near.send({ jsonrpc: '2.0', id: message.id, error: { code: INTERNAL_ERROR, message: reason } });
  }
}
