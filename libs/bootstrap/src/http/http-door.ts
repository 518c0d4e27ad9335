import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RetryableError } from '@mesh/kernel';
import type { ServiceHandler } from '../service/service-registry';
import { takeOriginForm } from './plain-url';
import { type Surface, markSurface } from './surface';

export interface ListenerOptions {
  readonly surface: Surface;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface Listening {
  readonly surface: Surface;
  readonly host: string;
  readonly port: number;
}

/** A slow client cannot hold a connection for ever; keep-alive outlives the idle time of usual load balancers. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};
const MAX_CONNECTIONS = 4096;
const SWEEP_MS = 25;

/** One open port. Who answers can change while it is open. */
export class HttpDoor {
  private readonly inHand = new Set<ServerResponse>();
  private leaving = false;
  private closed: Promise<void> | undefined;

  private constructor(
    private readonly server: Server,
    private readonly options: ListenerOptions,
    private handler: ServiceHandler,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.answer(request, response));
  }

  /** @throws RetryableError `PORT_UNAVAILABLE` */
  static async open(handler: ServiceHandler, options: ListenerOptions): Promise<HttpDoor> {
    const server = createServer(TIMEOUTS);
    server.maxConnections = MAX_CONNECTIONS;
    const door = new HttpDoor(server, options, handler);
    await listen(server, options);
    return door;
  }

  get listening(): Listening {
    return { ...this.options, port: (this.server.address() as AddressInfo).port };
  }

  get surface(): Surface {
    return this.options.surface;
  }

  /** Who answers from now on. */
  handTo(handler: ServiceHandler): void {
    this.handler = handler;
  }

  /** From now on every answer ends its connection, so that clients come back elsewhere. */
  sendAway(): void {
    this.leaving = true;
    for (const response of this.inHand) endWithAnswer(response);
  }

  /** Takes no new connections. */
  refuse(): void {
    this.closed ??= new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
    });
  }

  /** Resolves when no request is in hand, or when the time is over; takes new ones meanwhile. */
  async idle(withinMs: number): Promise<void> {
    const end = performance.now() + withinMs;
    while (this.inHand.size > 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, SWEEP_MS));
  }

  /** No new connections; requests in hand may finish within the time, then they are cut. */
  async close(withinMs: number): Promise<void> {
    this.sendAway();
    this.refuse();
    // A connection whose request has just been answered would wait for another one.
    const sweeping = setInterval(() => this.server.closeIdleConnections(), SWEEP_MS);
    const ending = setTimeout(() => this.server.closeAllConnections(), withinMs);
    await this.closed;
    clearInterval(sweeping);
    clearTimeout(ending);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    markSurface(request, this.options.surface);
    takeOriginForm(request);
    this.inHand.add(response);
    response.once('close', () => this.inHand.delete(response));
    if (this.leaving) endWithAnswer(response);
    this.handler(request, response);
  }
}

function endWithAnswer(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

function listen(server: Server, { host, port }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = `cannot listen on ${host}:${port} (${cause.code ?? cause.message}); PORT and MANAGEMENT_PORT choose others`;
      reject(new RetryableError('PORT_UNAVAILABLE', reason, {}, undefined, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
