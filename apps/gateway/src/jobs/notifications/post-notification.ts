import { RetryableError, TerminalError } from '@mesh/kernel';

/** A redirect is not followed: the operator named the one address that may be told. */
export async function post(url: string, request: RequestInit): Promise<{ readonly status: number }> {
  const response = await fetch(url, { ...request, method: 'POST', redirect: 'manual' });
  await response.body?.cancel();
  return response;
}

const MAY_PASS = new Set([408, 425, 429]);

export function refusal(code: string, message: string, status: number): Error {
  const Kind = status >= 500 || MAY_PASS.has(status) ? RetryableError : TerminalError;
  return new Kind(code, message, { status });
}
