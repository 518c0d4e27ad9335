import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends bytes as they are, because libraries refuse to write what an attacker writes; reads until the server has done. */
export async function rawRequest(url: string, parts: Iterable<string | Buffer>): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (part: Buffer) => received.push(part));
  // A server that refuses early may close while there is still something to send.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  for (const part of parts) {
    if (socket.destroyed) break;
    if (!socket.write(part)) await Promise.race([once(socket, 'drain'), closed]).catch(() => undefined);
  }
  await closed;
  const text = Buffer.concat(received).toString('latin1');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
}

/** The head of a request after whose answer the connection ends. */
export function head(requestLine: string, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries({ host: 'mesh', connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${[`${requestLine} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`;
}
