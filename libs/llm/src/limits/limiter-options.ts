import type { IRateLimiterOptions } from 'rate-limiter-flexible';

/** Calls are counted in spans that are short against a minute, so that nobody waits for the rest of one. */
const SPAN_SECONDS = 10;
const SPANS_PER_MINUTE = 6;
const ACCOUNT_SECONDS = 172_800;
const REST_SECONDS = 1;

/** The settings of the three counters, the same wherever they count. */
export const limiterOptions = (callsPerMinute: number | undefined) =>
  ({
    spending: { keyPrefix: 'spent', points: Number.MAX_SAFE_INTEGER, duration: ACCOUNT_SECONDS },
    calls:
      callsPerMinute === undefined
        ? undefined
        : { keyPrefix: 'calls', points: Math.ceil(callsPerMinute / SPANS_PER_MINUTE), duration: SPAN_SECONDS },
    rests: { keyPrefix: 'rests', points: 1, duration: REST_SECONDS },
  }) satisfies Readonly<Record<string, IRateLimiterOptions | undefined>>;
