import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './counterpart-routes';
import { CounterpartState } from './counterpart-state';
import { QdrantRefusal } from './qdrant-refusal';

/** `black_hole`: takes the request, never answers. `error`: 500 to everything. `ms`: every answer waits. */
export type QdrantTrouble = 'none' | 'black_hole' | 'error' | { readonly ms: number };

/** One request and its answer as they went over the wire. */
export interface QdrantExchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  readonly status: number;
  readonly reply: unknown;
}

/**
 * The counterpart of a Qdrant server, for tests: a small HTTP server that keeps points in memory and speaks the part of
 * Qdrant's REST protocol that the mesh uses, with real scoring and filtering. It is not Qdrant: it has no index
 * structures, no durability, and nobody measured it against a live server. `exchanges` is what went over the wire.
 */
export class QdrantCounterpart {
  trouble: QdrantTrouble = 'none';
  exchanges: QdrantExchange[] = [];
  private readonly state = new CounterpartState();
  private server: Server | undefined;
  private port = 0;
  private before: ((asked: { method: string; path: string }) => Promise<void> | void) | undefined;

  constructor(private readonly apiKey?: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens; after `stop` on the same port and with the same points. */
  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.handle(request, response));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** From here on connections are refused. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  /** Runs before each request is carried out, so that a test can come in between. */
  beforeEach(act?: (asked: { method: string; path: string }) => Promise<void> | void): void {
    this.before = act;
  }

  snapshot(): CounterpartState {
    return this.state.copy();
  }

  restore(saved: CounterpartState): void {
    this.state.replaceBy(saved);
  }

  collections(): string[] {
    return this.state.names();
  }

  pointsIn(name: string): number {
    return this.state.find(name).points.size;
  }

  /** Takes every point out and leaves the collections. */
  empty(): void {
    for (const name of this.state.names()) this.state.find(name).points.clear();
  }

  /** As if somebody had made the collections anew for a model with other vectors. */
  resize(size: number): void {
    this.empty();
    for (const name of this.state.names())
      for (const vector of Object.values(this.state.find(name).shape.vectors)) vector.size = size;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (this.trouble === 'black_hole') return;
    if (typeof this.trouble === 'object') await delay(this.trouble.ms);
    const url = new URL(request.url ?? '/', this.url);
    const asked = { method: request.method ?? 'GET', path: url.pathname };
    const body: unknown = text === '' ? {} : JSON.parse(text);
    const { status, reply } = await this.carryOut(request, { ...asked, body: body as Record<string, unknown> });
    const { headers } = request;
    this.exchanges.push({ ...asked, query: Object.fromEntries(url.searchParams), headers, body, status, reply });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  }

  private async carryOut(
    request: IncomingMessage,
    asked: { method: string; path: string; body: Record<string, unknown> },
  ): Promise<{ status: number; reply: unknown }> {
    try {
      if (this.trouble === 'error') throw new QdrantRefusal(500, 'Service internal error');
      if (this.apiKey !== undefined && request.headers['api-key'] !== this.apiKey)
        throw new QdrantRefusal(401, 'Must provide an API key or an Authorization bearer token');
      await this.before?.(asked);
      return { status: 200, reply: { result: answer(this.state, asked), status: 'ok', time: 0.001 } };
    } catch (error) {
      const { status, message } = error instanceof QdrantRefusal ? error : new QdrantRefusal(500, String(error));
      return { status, reply: { status: { error: message }, time: 0.001 } };
    }
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
