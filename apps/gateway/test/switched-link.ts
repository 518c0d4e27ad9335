import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** An address that can be moved to another server, as a fail-over does; open connections stay where they are. */
export class SwitchedLink {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private port: number,
  ) {}

  static async to(port: number): Promise<SwitchedLink> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const link = new SwitchedLink(server, port);
    server.on('connection', (socket) => link.join(socket));
    return link;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where new connections lead from now on. */
  switchTo(port: number): void {
    this.port = port;
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    const far = connect(this.port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.once('error', () => from.destroy());
      from.once('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
