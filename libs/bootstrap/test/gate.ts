import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';

/** Below those that the system hands out: nothing else may take it while nobody listens there. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

async function quietPort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const server = createServer().listen(port, '127.0.0.1');
    const listens = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]);
    if (!listens) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** The address of a server that is not there yet: nothing listens before `open`, then everything is passed on. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  private constructor(
    private readonly target: { readonly host: string; readonly port: number },
    readonly port: number,
  ) {}

  static async before(host: string, port: number): Promise<Gate> {
    return new Gate({ host, port }, await quietPort());
  }

  /** The same URL, through the gate. */
  urlFor(url: string): string {
    const through = new URL(url);
    through.host = `127.0.0.1:${this.port}`;
    return through.toString();
  }

  async open(): Promise<void> {
    this.server = createServer((near) => this.join(near, connect(this.target)));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  close(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy()).once('close', () => other.destroy());
      one.pipe(other);
    }
  }
}
