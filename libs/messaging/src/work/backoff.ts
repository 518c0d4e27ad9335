import { RetryableError } from '@mesh/kernel';

export interface BackoffLimits {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait before the next try: doubling, bounded, spread by up to a quarter so that rows that failed together
 * do not come back together. What the error asks for is honoured up to the bound.
 * @param spread a number between 0 and 1
 */
export function backoffMs(error: unknown, failedAttempts: number, limits: BackoffLimits, spread: number): number {
  const asked = error instanceof RetryableError ? error.retryAfterMs : undefined;
  const doubled = limits.firstMs * 2 ** Math.min(failedAttempts, 30);
  const base = Math.min(limits.mostMs, Math.max(doubled, Number.isFinite(asked) ? (asked ?? 0) : 0));
  return Math.round(base * (1 - 0.25 * Math.min(1, Math.max(0, spread))));
}
