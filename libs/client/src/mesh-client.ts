import { MeshProblem } from './mesh-problem';
import type { AcceptedTicket, KnowledgeDocument, NewDocument, NewTicket, Page, Ticket, TimelineEntry } from './types';

export interface MeshClientOptions {
  /** Base URL without a path, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly key: string;
  /** A call that takes longer is given up; its outcome is then unknown. Default: no limit. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The REST API from TypeScript. Every method rejects with MeshProblem when the answer is not 2xx. */
export class MeshClient {
  constructor(private readonly options: MeshClientOptions) {}

  /** @param idempotencyKey makes a retry of the same body harmless */
  createTicket(ticket: NewTicket, idempotencyKey?: string): Promise<AcceptedTicket> {
    const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    return this.call('POST', '/v1/tickets', { body: ticket, headers });
  }

  ticket(id: string): Promise<Ticket> {
    return this.call('GET', `/v1/tickets/${id}`);
  }

  /** @param query filters and cursor as in the API */
  tickets(query: Readonly<Record<string, string>> = {}): Promise<Page<Ticket>> {
    return this.call('GET', `/v1/tickets?${new URLSearchParams(query).toString()}`);
  }

  async timeline(id: string): Promise<readonly TimelineEntry[]> {
    const page = await this.call<Page<TimelineEntry>>('GET', `/v1/tickets/${id}/timeline`);
    return page.items;
  }

  putDocument(id: string, document: NewDocument): Promise<KnowledgeDocument> {
    return this.call('PUT', `/v1/knowledge/documents/${encodeURIComponent(id)}`, { body: document });
  }

  document(id: string): Promise<KnowledgeDocument> {
    return this.call('GET', `/v1/knowledge/documents/${encodeURIComponent(id)}`);
  }

  async call<Result>(method: string, path: string, { body, headers = {} }: CallOptions = {}): Promise<Result> {
    const { timeoutMs } = this.options;
    const response = await fetch(this.options.url + path, {
      method,
      ...(timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) }),
      headers: {
        authorization: `Bearer ${this.options.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw problemOf(response, text);
    return (text === '' ? undefined : JSON.parse(text)) as Result;
  }
}

function problemOf(response: Response, text: string): MeshProblem {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new MeshProblem(response.status, parse(text), Number.isNaN(retryAfter) ? undefined : retryAfter);
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { detail: text.slice(0, 200) };
  }
}
