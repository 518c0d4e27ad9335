import { RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { SharedLimits } from './shared-limits.port';

/** One counter for each of the three; `calls` is absent when calls are not bounded. */
export interface Limiters {
  readonly spending: RateLimiterAbstract;
  readonly calls?: RateLimiterAbstract | undefined;
  readonly rests: RateLimiterAbstract;
}

const SECOND_MS = 1_000;

/** Counts with the limiters of the library, wherever they keep their counts. */
export class LimiterSharedLimits extends SharedLimits {
  constructor(
    private readonly limiters: Limiters,
    private readonly close: () => void = () => undefined,
  ) {
    super();
  }

  async spentOn(account: string): Promise<number> {
    return (await this.limiters.spending.get(account))?.consumedPoints ?? 0;
  }

  async charge(account: string, nanoUsd: number): Promise<void> {
    if (nanoUsd > 0) await this.limiters.spending.penalty(account, Math.round(nanoUsd));
  }

  async takeCall(model: string): Promise<number> {
    try {
      await this.limiters.calls?.consume(model);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      throw refusal;
    }
  }

  async leaveAlone(model: string, milliseconds: number): Promise<void> {
    if (milliseconds >= SECOND_MS) await this.limiters.rests.block(model, Math.ceil(milliseconds / SECOND_MS));
  }

  async restOf(model: string): Promise<number> {
    const rest = await this.limiters.rests.get(model);
    return rest === null ? 0 : Math.max(0, rest.msBeforeNext);
  }

  /** Called by Nest when the process ends. */
  onApplicationShutdown(): void {
    this.close();
  }
}
