import { TerminalError } from './errors';

/** A probability between 0 and 1 that somebody stands for. */
export class Confidence {
  private constructor(readonly value: number) {}

  /** @throws TerminalError `CONFIDENCE_INVALID` outside 0..1. */
  static of(value: number): Confidence {
    if (!(value >= 0 && value <= 1)) {
      throw new TerminalError('CONFIDENCE_INVALID', 'a confidence lies between 0 and 1');
    }
    return new Confidence(value);
  }

  isAtLeast(floor: number): boolean {
    return this.value >= floor;
  }
}
