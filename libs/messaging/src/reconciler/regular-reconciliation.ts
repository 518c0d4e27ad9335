import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { Reconciler } from './reconciler';

export interface RegularParts {
  readonly reconciler: Reconciler;
  /** Whether this process publishes for its service: only that one compares. */
  readonly leads: () => boolean;
  readonly logger: Logger;
}

/** Has the reconciler run at regular intervals, first after one of them. */
export class RegularReconciliation {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: RegularParts,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.run(), this.everyMs).unref();
  }

  /** Does not wait for a comparison in hand: nothing depends on its end. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Never rejects. */
  private async run(): Promise<void> {
    const { reconciler, leads, logger } = this.parts;
    if (!leads()) return;
    try {
      await reconciler.run();
    } catch (error) {
      logger.warn('reconciliation_failed', { code: codeOf(error), reason: reasonOf(error) });
    }
  }
}
