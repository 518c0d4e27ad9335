import type { BackoffOptions } from 'bull';

/** Tells Bull, in the only way it knows, that a job returns after a while. */
export class BullAgain extends Error {
  constructor(
    readonly afterMs: number,
    code: string,
  ) {
    super(code);
    this.name = 'BullAgain';
    // Bull stores the stack with the job; where this was thrown helps nobody.
    this.stack = code;
  }
}

const STRATEGY = 'as decided';

export const asDecided: BackoffOptions = { type: STRATEGY };

/** The wait is decided after each run, not by Bull. */
export const backoffStrategies = {
  [STRATEGY]: (_attempts: number, error: Error): number => (error instanceof BullAgain ? error.afterMs : 0),
};
