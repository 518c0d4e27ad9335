import { once } from 'node:events';
import { type Server, type Socket, createServer } from 'node:net';
import { ProxiedConnection, type Target, type Trouble } from './proxied-connection';
import { freePort } from './free-port';

export interface TcpProxyOptions {
  /** Where it listens; default 127.0.0.1. */
  readonly host?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Told of each piece that a client sends, for counting. */
  readonly onRequest?: (bytes: Buffer) => void;
  /** Told of each piece that the target answers, when it comes, not when it is passed on. */
  readonly onAnswer?: (bytes: Buffer) => void;
  /** Where chance comes from: give a seeded source to repeat a run. */
  readonly random?: () => number;
}

/** Stands between a client and a server on one machine; what it does to the bytes can be changed at any time. */
export class TcpProxy {
  /** Connections taken, and those reset by chance, since the start. */
  readonly counts = { connections: 0, resets: 0 };
  private readonly open = new Set<ProxiedConnection>();
  private trouble: Trouble = {};
  private server: Server | undefined;
  private portTaken = 0;

  private constructor(
    private target: Target,
    private readonly options: TcpProxyOptions,
  ) {}

  static async start(target: Target, options: TcpProxyOptions = {}): Promise<TcpProxy> {
    const proxy = new TcpProxy(target, options);
    await proxy.listen(options.port ?? (await freePort()));
    return proxy;
  }

  private get host(): string {
    return this.options.host ?? '127.0.0.1';
  }

  get port(): number {
    return this.portTaken;
  }

  /** The same URL by way of the proxy. */
  through(url: string): string {
    const moved = new URL(url);
    moved.hostname = this.host;
    moved.port = String(this.portTaken);
    return moved.toString();
  }

  /** Replaces whatever trouble there was, for open connections too. */
  async set(trouble: Trouble): Promise<void> {
    this.trouble = trouble;
    for (const connection of this.open) connection.adapt();
    if (trouble.refuse) await this.stopListening();
    else if (!this.server) await this.listen(this.portTaken);
  }

  heal(): Promise<void> {
    return this.set({});
  }

  /** New connections lead elsewhere, as when an address is taken over; open ones stay where they are. */
  moveTo(target: Target): void {
    this.target = target;
  }

  /** Nothing passes any more over what is open now, for good; new connections work. */
  silence(): void {
    for (const connection of this.open) connection.silence();
  }

  /** Resets every open connection. */
  cut(): void {
    for (const connection of this.open) connection.reset();
  }

  async close(): Promise<void> {
    this.cut();
    await this.stopListening();
  }

  private async listen(port: number): Promise<void> {
    const server = createServer((client) => this.accept(client)).listen(port, this.host);
    await once(server, 'listening');
    this.server = server;
    this.portTaken = port;
  }

  private async stopListening(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    server.close();
    await once(server, 'close');
  }

  private accept(client: Socket): void {
    this.counts.connections += 1;
    const { onRequest = () => undefined, onAnswer = () => undefined, random = Math.random } = this.options;
    const connection = new ProxiedConnection({
      client,
      target: this.target,
      trouble: () => this.trouble,
      random,
      onRequest,
      onAnswer,
      onReset: () => (this.counts.resets += 1),
    });
    this.open.add(connection);
    client.once('close', () => this.open.delete(connection));
  }
}
