import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './generated/api';
import { type FollowOptions, type StreamEvent, follow } from './follow';
import { problemOf } from './mesh-problem';
import type {
  AcceptedTicket,
  DocumentContent,
  DocumentState,
  KnowledgeDocument,
  NewTicket,
  Ticket,
  TicketPage,
  TicketQuery,
  TimelineEntry,
} from './types';

export interface MeshClientOptions {
  /** Base URL without a path, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  /** An API key or an access token (JWT). */
  readonly key: string;
  /** A call that takes longer is given up; its outcome is then unknown. Default: no limit. */
  readonly timeoutMs?: number;
}

/** What was answered. Where nothing is, as with 204, it is undefined. */
export const dataOf = async <Data>(answer: Promise<{ readonly data?: Data }>): Promise<Data> =>
  (await answer).data as Data;

/** The REST API from TypeScript. Whatever is not answered with 2xx rejects with MeshProblem. */
export class MeshClient {
  /** Every operation by its path, typed by the OpenAPI document: `await dataOf(client.api.GET('/v1/policies'))`. */
  readonly api: Client<paths>;

  constructor(private readonly options: MeshClientOptions) {
    this.api = createClient<paths>({ baseUrl: options.url, headers: authorized(options), fetch: fetchWithin(options) });
    this.api.use(REJECT_PROBLEMS);
  }

  /** @param idempotencyKey makes a retry of the same body harmless */
  createTicket(ticket: NewTicket, idempotencyKey?: string): Promise<AcceptedTicket> {
    const header = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    return dataOf(this.api.POST('/v1/tickets', { body: ticket, params: { header } }));
  }

  ticket(id: string): Promise<Ticket> {
    return dataOf(this.api.GET('/v1/tickets/{id}', { params: { path: { id } } }));
  }

  /** @param query filters and cursor */
  tickets(query: TicketQuery = {}): Promise<TicketPage> {
    return dataOf(this.api.GET('/v1/tickets', { params: { query } }));
  }

  async timeline(id: string): Promise<readonly TimelineEntry[]> {
    return (await dataOf(this.api.GET('/v1/tickets/{id}/timeline', { params: { path: { id } } }))).items;
  }

  putDocument(id: string, body: DocumentContent): Promise<DocumentState> {
    return dataOf(this.api.PUT('/v1/knowledge/documents/{id}', { params: { path: { id } }, body }));
  }

  document(id: string): Promise<KnowledgeDocument> {
    return dataOf(this.api.GET('/v1/knowledge/documents/{id}', { params: { path: { id } } }));
  }

  /**
   * The facts of a ticket, or without one of the whole tenant, as they happen; it resumes by itself where a connection
   * ended. Leave the loop, or abort, to end it.
   * @throws MeshProblem when the stream is refused
   */
  follow(ticketId?: string, options: FollowOptions = {}): AsyncGenerator<StreamEvent, void> {
    const path = ticketId === undefined ? '/v1/stream' : `/v1/tickets/${encodeURIComponent(ticketId)}/stream`;
    return follow(this.options.url + path, authorized(this.options), options);
  }
}

const authorized = ({ key }: MeshClientOptions) => ({ authorization: `Bearer ${key}` });

const fetchWithin =
  ({ timeoutMs }: MeshClientOptions) =>
  (request: Request): Promise<Response> =>
    timeoutMs === undefined
      ? fetch(request)
      : fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) });

const REJECT_PROBLEMS: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
};
