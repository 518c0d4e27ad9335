import { MeshError, RetryableError, TerminalError } from '@mesh/kernel';
import type { Usage } from '../language-model.port';

export const NO_USAGE: Usage = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };

export const addUsage = (left: Usage, right: Usage): Usage => ({
  calls: left.calls + right.calls,
  inputTokens: left.inputTokens + right.inputTokens,
  outputTokens: left.outputTokens + right.outputTokens,
  costUsd: left.costUsd + right.costUsd,
});

/** What one piece of work has used so far, over all its calls. */
export class UsageTally {
  private sum = NO_USAGE;

  add(usage: Usage): void {
    this.sum = addUsage(this.sum, usage);
  }

  get total(): Usage {
    return this.sum;
  }
}

/** Usage as millionths of a dollar and tokens, the way results of steps carry it. */
export const workUsage = ({ inputTokens, outputTokens, costUsd }: Usage) => ({
  inputTokens,
  outputTokens,
  costMicros: Math.round(costUsd * 1_000_000),
});

/** What a fault says that was paid for in vain. */
export const usageIn = (error: unknown): Usage =>
  error instanceof MeshError && isUsage(error.details['usage']) ? error.details['usage'] : NO_USAGE;

const isUsage = (value: unknown): value is Usage => typeof value === 'object' && value !== null && 'costUsd' in value;

/** The same fault with what was paid for in vain besides in its details. */
export function withUsage(error: unknown, usage: Usage): unknown {
  if (!(error instanceof MeshError) || usage.calls === 0) return error;
  const details = { ...error.details, usage: addUsage(usageIn(error), usage) };
  const cause = { cause: error };
  if (error instanceof TerminalError) return new TerminalError(error.code, error.message, details, cause);
  const wait = error instanceof RetryableError ? error.retryAfterMs : undefined;
  return new RetryableError(error.code, error.message, details, wait, cause);
}
