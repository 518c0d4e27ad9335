import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';

/** Calls a round of work again and again: at once when woken, otherwise after a pause. A round that fails is logged. */
export class Pump {
  private loop: Promise<void> | undefined;
  private stopped = true;
  private woken = false;
  private ring: (() => void) | undefined;

  constructor(
    private readonly round: () => Promise<void>,
    private readonly pauseMs: number,
    private readonly logger: Logger,
  ) {}

  start(): void {
    if (this.loop) return;
    this.stopped = false;
    this.loop = this.run();
  }

  wake(): void {
    this.woken = true;
    this.ring?.();
  }

  /** Returns when the round in hand is over. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.loop;
    this.loop = undefined;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      try {
        await this.round();
      } catch (error) {
        this.logger.warn('job round failed', { code: codeOf(error), reason: reasonOf(error) });
      }
      await this.pause();
    }
  }

  private pause(): Promise<void> {
    if (this.woken) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.ring = undefined;
        resolve();
      };
      const timer = setTimeout(done, this.pauseMs);
      this.ring = done;
    });
  }
}
