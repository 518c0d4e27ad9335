import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';

export interface RegularParts {
  /** What is logged when it fails; it is tried again at the next turn. */
  readonly failure: string;
  readonly work: () => Promise<unknown>;
  readonly logger: Logger;
}

/** Work that is done again and again and may fail now and then. First after one interval, never twice at once. */
export class RegularWork {
  private timer: NodeJS.Timeout | undefined;
  private busy = false;

  constructor(
    private readonly parts: RegularParts,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.run(), this.everyMs).unref();
  }

  /** Does not wait for work in hand: nothing depends on its end. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Never rejects. */
  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.parts.work();
    } catch (error) {
      this.parts.logger.warn(this.parts.failure, { code: codeOf(error), reason: reasonOf(error) });
    } finally {
      this.busy = false;
    }
  }
}
