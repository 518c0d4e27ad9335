import { MeshError, RetryableError } from '@mesh/kernel';

const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);
const RETRY_AFTER_MS = 1_000;

/** By shape, not by class: a test run has several classes `Error`. */
const memberOf = (error: unknown, name: 'code' | 'message'): string | undefined => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

const sqlStateOf = (error: unknown): string | undefined => memberOf(error, 'code');
const messageOf = (error: unknown): string => memberOf(error, 'message') ?? '';

/** Whether the whole transaction may simply be run again. */
export const isSerializationFailure = (error: unknown): boolean => SERIALIZATION_FAILURES.has(sqlStateOf(error) ?? '');

/** Whether a unique key refused the row; with a name, that key. */
export const isUniqueViolation = (error: unknown, key = ''): boolean =>
  sqlStateOf(error) === '23505' && messageOf(error).includes(key);

/** Whether the server refuses to write, as a primary does that has become a replica. */
export const isReadOnly = (error: unknown): boolean => sqlStateOf(error) === '25006';

/**
 * Whether the server itself is in trouble, so that the work is not to blame: it is away, starts or stops, lacks space,
 * memory or connections, or takes no writes. A statement that was too slow or waited for too long is no such trouble.
 */
export function isServerTrouble(error: unknown): boolean {
  if (!(error instanceof MeshError) || error.code !== 'DATABASE_UNAVAILABLE') return false;
  const { state } = error.details;
  return typeof state === 'string' && /^(08|53|57P0[1-3]|25006|E[A-Z]+)/.test(state);
}

/** Whether no connection was to be had in time: all are in use, or a new one is too slow to come. */
export const isAcquireTimeout = (error: unknown): boolean =>
  /timeout exceeded when trying to connect|due to connection timeout/.test(messageOf(error));

/** Whether the server does not know the password (any more), or the role. */
export const isLoginRefused = (error: unknown): boolean => ['28P01', '28000'].includes(sqlStateOf(error) ?? '');

/**
 * Connection faults and time-outs become RetryableError `DATABASE_UNAVAILABLE`, a conflict with other transactions
 * RetryableError `DATABASE_CONFLICT`; everything else is passed on.
 */
export function asDatabaseError(error: unknown): unknown {
  if (error instanceof MeshError) return error;
  if (isSerializationFailure(error))
    return retryable('DATABASE_CONFLICT', 'other work changes the same rows at the moment', error);
  return isUnavailable(error)
    ? retryable('DATABASE_UNAVAILABLE', 'the database cannot be used at the moment', error)
    : error;
}

function isUnavailable(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === undefined
    ? /timeout|terminated|Connection|ended|not queryable/i.test(messageOf(error))
    : /^(08|53|57|25P0[34]|55P03|25006|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/.test(state);
}

const retryable = (code: string, message: string, cause: unknown): RetryableError =>
  new RetryableError(code, message, { state: sqlStateOf(cause) }, RETRY_AFTER_MS, { cause });
