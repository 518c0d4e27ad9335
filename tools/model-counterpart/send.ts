import type { ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour';

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** How long a slow drip waits between two bytes' worth of answer. */
const DRIP_MS = 10_000;

/** Sends pieces as they come; a broken answer ends in the middle, with or without a proper end of the body. */
export async function sendSlowly(
  response: ServerResponse,
  type: string,
  pieces: readonly string[],
  { trouble, pieceMs = 0 }: Behaviour,
): Promise<void> {
  const drips = trouble === 'slow_drip';
  const sent = drips ? pieces.flatMap((piece) => piece.match(/[\s\S]{1,20}/g) ?? []) : pieces;
  const isCut = trouble === 'truncated_stream' || trouble === 'cut_utf8';
  response.writeHead(200, { 'content-type': type });
  const last = isCut ? Math.ceil(sent.length / 2) : sent.length;
  for (const piece of sent.slice(0, last)) {
    if (response.destroyed) return;
    response.write(isCut && sent.length === 1 ? piece.slice(0, piece.length / 2) : piece);
    const wait = drips ? pieceMs || DRIP_MS : pieceMs;
    if (wait > 0) await pause(response, wait);
  }
  if (trouble === 'cut_utf8')
    response.write(Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"\u00e9').subarray(0, -1));
  if (trouble === 'truncated_stream') setImmediate(() => response.destroy());
  else response.end();
}

/** Ends early when the client has gone, so that nothing is left running. */
const pause = (response: ServerResponse, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    response.once('close', done);
  });
