import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ServerParts, buildServer } from './build-server';

/**
 * Answers one POST of Streamable HTTP with a server of its own. There are no sessions: nothing is kept between two
 * requests, so each must prove anew who asks. Who may ask, and under which host name, is checked before.
 */
export async function answerOverHttp(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): Promise<void> {
  const { StreamableHTTPServerTransport } = await import('@modelcontextprotocol/sdk/server/streamableHttp.js');
  const server = await buildServer(parts);
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.once('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, body);
}
