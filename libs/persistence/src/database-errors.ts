import { MeshError, RetryableError } from '@mesh/kernel';

const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);

const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Whether the whole transaction may simply be run again. */
export const isSerializationFailure = (error: unknown): boolean => SERIALIZATION_FAILURES.has(sqlStateOf(error) ?? '');

/** Whether a unique key refused the row. */
export const isUniqueViolation = (error: unknown): boolean => sqlStateOf(error) === '23505';

/** Connection faults and time-outs become RetryableError `DATABASE_UNAVAILABLE`; everything else is passed on. */
export function asDatabaseError(error: unknown): unknown {
  if (error instanceof MeshError) return error;
  const state = sqlStateOf(error);
  const unavailable =
    state === undefined
      ? error instanceof Error && /timeout|terminated|Connection|ended/i.test(error.message)
      : /^(08|53|57|25P03|55P03|25006|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/.test(state);
  return unavailable
    ? new RetryableError('DATABASE_UNAVAILABLE', 'the database cannot be used at the moment', { state }, 1000, {
        cause: error,
      })
    : error;
}
