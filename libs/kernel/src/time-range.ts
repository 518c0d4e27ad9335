import { TerminalError } from './errors';

/** A span of time, the start included and the end not. */
export class TimeRange {
  private constructor(
    readonly start: Date,
    readonly end: Date,
  ) {}

  /** @throws TerminalError `TIME_RANGE_INVALID` when the end is not after the start. */
  static of(start: Date, end: Date): TimeRange {
    if (!(end.getTime() > start.getTime())) {
      throw new TerminalError('TIME_RANGE_INVALID', 'a time range must end after it starts');
    }
    return new TimeRange(start, end);
  }

  static startingAt(start: Date, milliseconds: number): TimeRange {
    return TimeRange.of(start, new Date(start.getTime() + milliseconds));
  }

  get milliseconds(): number {
    return this.end.getTime() - this.start.getTime();
  }

  contains(instant: Date): boolean {
    return instant.getTime() >= this.start.getTime() && instant.getTime() < this.end.getTime();
  }

  overlaps(other: TimeRange): boolean {
    return this.start.getTime() < other.end.getTime() && other.start.getTime() < this.end.getTime();
  }
}
