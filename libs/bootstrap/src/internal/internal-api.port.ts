import type { ServiceName } from '@mesh/contracts';
import type { InternalCaller } from './internal-caller';

export interface InternalRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with `/internal/`; parts that come from outside must be encoded by the caller. */
  readonly path: string;
  /** Members that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly caller: InternalCaller;
  /** Default 15 seconds. */
  readonly timeoutMs?: number | undefined;
}

export interface InternalResponse {
  /** 2xx. */
  readonly status: number;
  /** Parsed if it was JSON, else text; undefined if there was none. */
  readonly body: unknown;
  readonly contentType: string | undefined;
}

/** A request for an answer that comes in pieces. */
export interface InternalStreamRequest extends InternalRequest {
  /** The media type that is asked for. */
  readonly accept: string;
  /** Ends the answer, at the owner too. */
  readonly signal: AbortSignal;
}

/**
 * Calls a route of another service on behalf of an authenticated caller. A problem of the owner is thrown as the same
 * ProblemException (status, code, detail, extensions). @throws ProblemException 503 `OWNER_UNAVAILABLE` (with
 * retryAfter) when the owner is away, draining, or does not answer in time; 502 `OWNER_FAILED` when it breaks
 */
export abstract class InternalApi {
  abstract call(service: ServiceName, request: InternalRequest): Promise<InternalResponse>;

  /**
   * The body of a 2xx answer as it comes; problems before its beginning as with `call`. The time of the request is for the
   * whole of it. The pieces end with an error when the owner breaks off, the time is over or the signal says so.
   */
  abstract stream(service: ServiceName, request: InternalStreamRequest): Promise<AsyncIterable<Uint8Array>>;
}
