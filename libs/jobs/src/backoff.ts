const LONGEST_MS = 300_000;

/** Wait before the next try, after `attempt` tries: doubled each time, at most five minutes. */
export const backoffMs = (firstMs: number, attempt: number): number =>
  Math.min(LONGEST_MS, firstMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
