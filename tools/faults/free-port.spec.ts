import { once } from 'node:events';
import { type Server, createServer } from 'node:net';
import { freePort } from './free-port';

describe('a free port', () => {
  it('is none that somebody listens on, and one that can be listened on', async () => {
    const taken: Server[] = [];
    // So many that some of the ports that are tried are taken already.
    for (let n = 0; n < 600; n += 1) {
      const server = createServer().listen(await freePort(), '127.0.0.1');
      await once(server, 'listening');
      taken.push(server);
    }
    const ports = new Set(taken.map((server) => JSON.stringify(server.address())));
    expect(ports.size).toBe(taken.length);
    await Promise.all(taken.map((server) => once(server.close(), 'close')));
  });
});
