import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { RetryableError } from '@mesh/kernel';
import type { ServiceHandler } from '../service/service-registry';
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

const DRAIN_MS = 5_000;
const SWEEP_MS = 25;

/**
 * The open ports of one service. On shutdown they first accept nothing new, then requests in hand may finish while the
 * messages are drained, and only after that the pools close.
 */
@Injectable()
export class HttpListeners implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly servers: Server[] = [];
  private closed: Promise<unknown> = Promise.resolve();

  async open(handler: ServiceHandler, options: ListenerOptions): Promise<Listening> {
    const server = createServer(TIMEOUTS, (request, response) => {
      markSurface(request, options.surface);
      handler(request, response);
    });
    server.maxConnections = 4096;
    await listen(server, options);
    this.servers.push(server);
    return { ...options, port: (server.address() as AddressInfo).port };
  }

  onModuleDestroy(): void {
    this.closed = Promise.all(this.servers.map(closing));
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A connection whose request has just been answered would wait for another one.
    const sweeping = setInterval(() => this.servers.forEach((server) => server.closeIdleConnections()), SWEEP_MS);
    const ending = setTimeout(() => this.servers.forEach((server) => server.closeAllConnections()), DRAIN_MS);
    await this.closed;
    clearInterval(sweeping);
    clearTimeout(ending);
  }
}

/** A slow client cannot hold a connection for ever; keep-alive outlives the idle time of usual load balancers. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

function listen(server: Server, { host, port }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = `cannot listen on ${host}:${port} (${cause.code ?? cause.message}); PORT and MANAGEMENT_PORT choose others`;
      reject(new RetryableError('PORT_UNAVAILABLE', reason, {}, undefined, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
