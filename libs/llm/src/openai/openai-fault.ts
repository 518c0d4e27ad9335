import { MeshError, RetryableError, TerminalError } from '@mesh/kernel';
import { retryAfterMs } from '../resilience/retry-after';

/** A 429 without a wait: nobody knows, so a moment. */
const DEFAULT_REST_MS = 1_000;
/** Codes of the SDK's errors that say that a wait does not help. */
const NO_CREDIT = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const TOO_LONG = new Set(['context_length_exceeded', 'string_above_max_length']);
const FILTERED = new Set(['content_filter', 'content_policy_violation']);

interface HttpFault {
  readonly status?: number | undefined;
  readonly code?: string | null | undefined;
  readonly headers?: Headers | undefined;
  readonly message: string;
}

/** What the SDK or the network threw, in our words; nothing of the server's text is taken over. */
export function openAiFault(error: unknown, now: Date): MeshError {
  if (error instanceof MeshError) return error;
  const { status, code, headers, message } = describe(error);
  if (isTimeout(error))
    return new RetryableError('LLM_TIMED_OUT', 'the model did not answer in time', {}, undefined, { cause: error });
  if (status === undefined) return unavailable('connection', error);
  if (status === 429) return rateFault(code, headers, now);
  if (status >= 500 || status === 408 || status === 409) return unavailable('server_error', error, status);
  if (status === 401 || status === 403 || status === 404) return notAllowed(status);
  if (TOO_LONG.has(code ?? '') || /maximum context length|context window/i.test(message)) {
    return new TerminalError('LLM_CONTEXT_OVERFLOW', 'the question does not fit the model', { status });
  }
  if (FILTERED.has(code ?? '')) {
    return new TerminalError('LLM_CONTENT_FILTERED', 'the provider does not let this content pass', { status });
  }
  return new RetryableError('LLM_BAD_REQUEST', 'the server does not take the request', { status });
}

/** A fault that says something about the server, not about this question: the breaker counts it. */
export const isOutage = (error: unknown): boolean =>
  error instanceof RetryableError && ['LLM_UNAVAILABLE', 'LLM_TIMED_OUT', 'LLM_NOT_ALLOWED'].includes(error.code);

/** A fault that may have passed when the same question is asked again. */
export const mayPass = (error: unknown): boolean =>
  error instanceof RetryableError &&
  (['LLM_TIMED_OUT', 'LLM_RATE_LIMITED'].includes(error.code) ||
    (error.code === 'LLM_UNAVAILABLE' && error.details['reason'] !== 'left_alone'));

export const unavailable = (reason: string, cause?: unknown, status?: number): RetryableError =>
  new RetryableError(
    'LLM_UNAVAILABLE',
    `the model is away: ${reason}`,
    { reason, ...(status === undefined ? {} : { status }) },
    undefined,
    { cause },
  );

const notAllowed = (status: number): RetryableError =>
  new RetryableError('LLM_NOT_ALLOWED', 'the key, the model or the credit is not accepted', { status });

function rateFault(code: string | null | undefined, headers: Headers | undefined, now: Date): RetryableError {
  if (NO_CREDIT.has(code ?? '')) return notAllowed(429);
  const wait = retryAfterMs(headers, now) ?? DEFAULT_REST_MS;
  return new RetryableError('LLM_RATE_LIMITED', 'the provider asks to wait', { status: 429 }, wait);
}

/** cockatiel's, the SDK's own and the signal's. */
function isTimeout(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name = '' } = error as Partial<Error>;
  const kind = (error.constructor as { name?: string } | undefined)?.name ?? '';
  return (
    'isTaskCancelledError' in error ||
    name === 'TimeoutError' ||
    /Timeout|UserAbort/.test(kind) ||
    name === 'AbortError'
  );
}

function describe(error: unknown): HttpFault {
  const { status, code, headers, message } = (error ?? {}) as Partial<HttpFault>;
  return {
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
    headers: headers instanceof Headers ? headers : undefined,
    message: typeof message === 'string' ? message : '',
  };
}
