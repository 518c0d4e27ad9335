import type { BulkheadPolicy } from 'cockatiel';
import { RetryableError } from '@mesh/kernel';

/** Bounds the calls at once; who finds all places taken waits for one, if there is still room to wait. */
export class CallSlots {
  private bulkhead: Promise<BulkheadPolicy> | undefined;

  constructor(private readonly limits: { readonly concurrent: number; readonly queued: number }) {}

  /** Resolves with the function that gives the place back. @throws RetryableError `LLM_OVERLOADED` */
  async take(): Promise<() => void> {
    const bulkhead = await (this.bulkhead ??= this.open());
    return new Promise((resolve, reject) => {
      bulkhead
        .execute(() => new Promise<void>((release) => resolve(release)))
        .catch((cause: unknown) =>
          reject(new RetryableError('LLM_OVERLOADED', 'too many calls of our own', {}, undefined, { cause })),
        );
    });
  }

  private async open(): Promise<BulkheadPolicy> {
    const { bulkhead } = await import('cockatiel');
    return bulkhead(this.limits.concurrent, this.limits.queued);
  }
}
