import { createServer } from 'node:net';

/** Below those that the system hands out by itself: nothing else takes one while nobody listens there. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** The wished loopback port if it is free, else any free one. */
export async function freePort(wished = 0) {
  if (wished !== 0 && (await isFree(wished))) return wished;
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
