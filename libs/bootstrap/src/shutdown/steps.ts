import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';

/** One part of a longer work, with the name that an operator reads when it hangs. */
export type Step = readonly [name: string, run: () => Promise<void> | void];

/** Takes steps one after the other and knows in which one it is. */
export class Steps {
  private current: string | undefined;

  constructor(private readonly logger: Logger) {}

  /** The step that is not over yet. */
  get pending(): string | undefined {
    return this.current;
  }

  /** A step that fails does not keep the next ones from being taken. @throws the first fault, when all are over */
  async take(steps: readonly Step[]): Promise<void> {
    const faults: unknown[] = [];
    for (const [name, run] of steps) {
      this.current = name;
      try {
        await run();
      } catch (error) {
        this.logger.error('shutdown.step_failed', { step: name, code: codeOf(error), reason: reasonOf(error) }, error);
        faults.push(error);
      }
    }
    this.current = undefined;
    if (faults.length > 0) throw faults[0];
  }
}
