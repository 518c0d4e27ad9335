import { RetryableError } from '@mesh/kernel';
import type { z } from 'zod';

/** Why long-term memory is away; part of the details of `LONG_TERM_UNAVAILABLE`. */
export type QdrantReason =
  | 'timeout'
  | 'refused'
  | 'breaker_open'
  | 'server_error'
  | 'not_allowed'
  | 'missing_collection'
  | 'wrong_vector_size'
  | 'bad_request'
  | 'unreadable'
  | 'not_completed'
  | 'rebuilt_meanwhile';

export interface QdrantFault {
  readonly reason: QdrantReason;
  /** The server itself is in trouble, not only this request. */
  readonly outage: boolean;
  readonly status?: number;
}

/** What the client threw, in our words. */
export function qdrantFaultOf(error: unknown): QdrantFault {
  const status = statusOf(error);
  if (status !== undefined) return { ...ofStatus(status, error), status };
  const { name = '', message = '' } = (error ?? {}) as Partial<Error>;
  if (name === 'AbortError' || name.includes('Timeout')) return { reason: 'timeout', outage: true };
  if (/fetch failed|terminated/.test(message)) return { reason: 'refused', outage: true };
  const isBroken = typeof error === 'object' && error !== null && 'isBrokenCircuitError' in error;
  return isBroken ? { reason: 'breaker_open', outage: true } : { reason: 'unreadable', outage: false };
}

/** Every fault of Qdrant is worth another try: an operator or time may mend it, and nobody is answered from nothing. */
export function unavailable(cause: unknown): RetryableError {
  if (cause instanceof RetryableError) return cause;
  const { reason, status } = qdrantFaultOf(cause);
  return unavailableBecause(reason, status === undefined ? {} : { status }, cause);
}

export const unavailableBecause = (
  reason: QdrantReason,
  more: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): RetryableError =>
  new RetryableError('LONG_TERM_UNAVAILABLE', `long-term memory is away: ${reason}`, { reason, ...more }, undefined, {
    cause,
  });

export const isMissing = (error: unknown): boolean =>
  error instanceof RetryableError && error.details['reason'] === 'missing_collection';

function ofStatus(status: number, error: unknown): QdrantFault {
  if (status >= 500 || status === 429) return { reason: 'server_error', outage: true };
  if (status === 401 || status === 403) return { reason: 'not_allowed', outage: false };
  if (status === 404) return { reason: 'missing_collection', outage: false };
  const text = JSON.stringify((error as { data?: unknown }).data ?? '');
  return { reason: /dimension error/i.test(text) ? 'wrong_vector_size' : 'bad_request', outage: false };
}

const statusOf = (error: unknown): number | undefined => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** What Qdrant sent, if it is what we wrote. @throws RetryableError when it is not */
export function readable<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, error } = schema.safeParse(value);
  if (error) throw unavailableBecause('unreadable', {}, error);
  return data;
}
