import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Limiters, LimiterSharedLimits } from './limiter-shared-limits';
import { limiterOptions } from './limiter-options';

/** Counters of this process. */
export function memoryLimiters(callsPerMinute: number | undefined): Limiters {
  const { spending, calls, rests } = limiterOptions(callsPerMinute);
  return {
    spending: new RateLimiterMemory(spending),
    calls: calls && new RateLimiterMemory(calls),
    rests: new RateLimiterMemory(rests),
  };
}

/** Limits that nobody else shares: there is one process, or no Redis. */
export const memorySharedLimits = (callsPerMinute: number | undefined): LimiterSharedLimits =>
  new LimiterSharedLimits(memoryLimiters(callsPerMinute));
