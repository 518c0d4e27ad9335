import type { Behaviour, Trouble } from './behaviour';

/** An answer of another status than 200, in OpenAI's form. */
export interface HttpRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const REFUSALS: Partial<Record<Trouble, readonly [status: number, code: string | null]>> = {
  rate_limited: [429, 'rate_limit_exceeded'],
  no_credit: [429, 'insufficient_quota'],
  server_error: [500, null],
  bad_gateway: [502, null],
  unavailable: [503, null],
  unauthorized: [401, 'invalid_api_key'],
  bad_request: [400, 'invalid_value'],
  context_overflow: [400, 'context_length_exceeded'],
  filtered_request: [400, 'content_filter'],
};

export function refusalOf({ trouble, retryAfter }: Behaviour): HttpRefusal | undefined {
  const known = trouble && REFUSALS[trouble];
  if (!known) return undefined;
  const [status, code] = known;
  const error = {
    message: `counterpart: ${trouble}`,
    type: status >= 500 ? 'server_error' : 'invalid_request_error',
    param: null,
    code,
  };
  const wait: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { status, headers: { 'content-type': 'application/json', ...wait }, body: JSON.stringify({ error }) };
}
