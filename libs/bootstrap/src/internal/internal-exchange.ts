import type { ServiceName } from '@mesh/contracts';
import { extensionsOf } from '../problems/problem-document';
import { ProblemException } from '../problems/problem-exception';
import type { InternalRequest, InternalResponse } from './internal-api.port';

export const DEFAULT_TIMEOUT_MS = 15_000;

/** What both adapters get back from the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

export const ownerUnavailable = (service: ServiceName): ProblemException =>
  new ProblemException(503, 'OWNER_UNAVAILABLE', `The ${service} service cannot answer at the moment; try again.`, {
    retryAfter: 2,
    service,
  });

const ownerFailed = (service: ServiceName): ProblemException =>
  new ProblemException(502, 'OWNER_FAILED', `The ${service} service could not answer this.`, { service });

/** Path and query of a request, as they go over the wire. */
export function targetOf({ path, query = {} }: InternalRequest): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The owner's answer, or its problem thrown again. */
export function readAnswer(service: ServiceName, { status, contentType, text }: RawAnswer): InternalResponse {
  const body = text === '' ? undefined : isJson(contentType) ? parsed(service, text) : text;
  if (status >= 200 && status < 300) return { status, body, contentType };
  throw problemFrom(service, status, body);
}

const isJson = (contentType: string | undefined): boolean => /[/+]json\b/i.test(contentType ?? '');

function parsed(service: ServiceName, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw ownerFailed(service);
    throw error;
  }
}

function problemFrom(service: ServiceName, status: number, body: unknown): ProblemException {
  const document = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { code, detail } = document;
  // A refused internal token is a fault between the services, not the caller's.
  if (status === 401 || status === 503) return ownerUnavailable(service);
  if (status >= 500 || typeof code !== 'string' || typeof detail !== 'string') return ownerFailed(service);
  return new ProblemException(status, code, detail, extensionsOf(document));
}
