import { createServer } from 'node:net';

/** The wished loopback port if it is free, else any free one. */
export async function freePort(wished = 0) {
  return (await portIfFree(wished)) ?? (await portIfFree(0));
}

function portIfFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}
