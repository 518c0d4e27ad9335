import { reasonOf } from '@mesh/kernel';
import { type Logger, METRICS, type Metrics } from '@mesh/observability';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { ThrottlerStorage, ThrottlerStorageService } from '@nestjs/throttler';

/** How long a shared storage that failed is left alone, so that a silent one costs a single request its time-out. */
const REST_MS = 1_000;

type Increment = Parameters<ThrottlerStorage['increment']>;

/** A storage behind a connection. */
export interface SharedThrottlerStorage extends ThrottlerStorage {
  close(): void;
}

/**
 * Counts where all replicas count together; while that is away each replica counts for itself, so a caller may ask as
 * often as allowed at each of them. No request is refused or kept waiting for the storage.
 */
export class DegradingThrottlerStorage implements ThrottlerStorage, OnApplicationShutdown {
  private readonly degraded;
  private isDegraded = false;
  private restUntil = 0;

  constructor(
    private readonly shared: SharedThrottlerStorage,
    private readonly own: ThrottlerStorageService,
    private readonly watch: { readonly logger: Logger; readonly metrics: Metrics },
    private readonly now: () => number = () => performance.now(),
  ) {
    this.degraded = watch.metrics.gauge(
      METRICS.throttlingDegraded,
      '1 while each replica counts requests for itself',
      [],
    );
    this.degraded.set(0);
  }

  async increment(...request: Increment): ReturnType<ThrottlerStorage['increment']> {
    const now = this.now();
    if (now < this.restUntil) return this.own.increment(...request);
    if (this.isDegraded) this.restUntil = now + REST_MS;
    try {
      const record = await this.shared.increment(...request);
      this.noteReturn();
      return record;
    } catch (error) {
      this.noteLoss(error);
      return this.own.increment(...request);
    }
  }

  onApplicationShutdown(): void {
    this.own.onApplicationShutdown();
    this.shared.close();
  }

  private noteLoss(error: unknown): void {
    if (!this.isDegraded) this.watch.logger.warn('throttling.degraded', { reason: reasonOf(error) });
    this.isDegraded = true;
    this.restUntil = this.now() + REST_MS;
    this.degraded.set(1);
  }

  private noteReturn(): void {
    if (this.isDegraded) this.watch.logger.info('throttling.shared');
    this.isDegraded = false;
    this.restUntil = 0;
    this.degraded.set(0);
  }
}
