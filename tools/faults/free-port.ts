import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that the system hands out by itself: nothing else takes one while nobody listens there. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** A free port of 127.0.0.1 that can be left and listened on again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]);
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
