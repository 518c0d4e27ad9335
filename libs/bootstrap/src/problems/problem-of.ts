import { HttpException } from '@nestjs/common';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { ProblemException } from './problem-exception';

const INTERNAL_DETAIL = 'Something went wrong on our side. Quote the correlation id when you report it.';

const BY_STATUS: Readonly<Record<number, readonly [string, string]>> = {
  400: ['REQUEST_INVALID', 'The request is not valid.'],
  401: ['AUTHENTICATION_REQUIRED', 'A valid API key is needed.'],
  403: ['FORBIDDEN', 'This is not allowed.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  405: ['METHOD_NOT_ALLOWED', 'This method is not supported here.'],
  408: ['REQUEST_TIMEOUT', 'The request took too long to arrive.'],
  409: ['CONFLICT', 'The request conflicts with the current state.'],
  413: ['BODY_TOO_LARGE', 'The body is larger than this route accepts.'],
  415: ['MEDIA_TYPE_UNSUPPORTED', 'Send the body as application/json.'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests; try again later.'],
  503: ['UNAVAILABLE', 'The service cannot answer at the moment.'],
};

/** The problem behind any thrown value. What is not known becomes 500 `INTERNAL` and tells the caller nothing. */
export function problemOf(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (error instanceof RetryableError) return retryProblem(error);
  if (error instanceof TerminalError) return new ProblemException(422, error.code, error.message);
  const status = clientStatusOf(error);
  return status === undefined ? new ProblemException(500, 'INTERNAL', INTERNAL_DETAIL) : statusProblem(status);
}

export function statusProblem(status: number): ProblemException {
  const [code, detail] = BY_STATUS[status] ?? [`HTTP_${status}`, 'The request was refused.'];
  return new ProblemException(status, code, detail);
}

function retryProblem(error: RetryableError): ProblemException {
  const retryAfter = Math.max(1, Math.ceil((error.retryAfterMs ?? 1000) / 1000));
  return new ProblemException(503, error.code, 'The service cannot answer at the moment; try again.', { retryAfter });
}

/** Framework and http-errors faults that are the caller's, or a plain 503. */
function clientStatusOf(error: unknown): number | undefined {
  const status = error instanceof HttpException ? error.getStatus() : statusMemberOf(error);
  return status !== undefined && ((status >= 400 && status < 500) || status === 503) ? status : undefined;
}

function statusMemberOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error)) return undefined;
  return typeof error.status === 'number' && error.expose === true ? error.status : undefined;
}
