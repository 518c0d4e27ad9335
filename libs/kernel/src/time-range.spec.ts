import fc from 'fast-check';
import { TimeRange } from './time-range';

const start = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const range = fc
  .tuple(start, fc.integer({ min: 1, max: 1e9 }))
  .map(([begin, milliseconds]) => TimeRange.startingAt(begin, milliseconds));

describe('TimeRange', () => {
  it('includes its start and not its end', () => {
    fc.assert(
      fc.property(range, (span) => {
        expect(span.contains(span.start)).toBe(true);
        expect(span.contains(span.end)).toBe(false);
        expect(span.contains(new Date(span.end.getTime() - 1))).toBe(true);
        expect(span.contains(new Date(span.start.getTime() - 1))).toBe(false);
      }),
    );
  });

  it('overlaps another one exactly when the later start lies in both', () => {
    fc.assert(
      fc.property(range, range, (left, right) => {
        const laterStart = left.start.getTime() > right.start.getTime() ? left.start : right.start;
        expect(left.overlaps(right)).toBe(left.contains(laterStart) && right.contains(laterStart));
        expect(left.overlaps(right)).toBe(right.overlaps(left));
      }),
    );
  });

  it('does not overlap the one that begins where it ends', () => {
    const morning = TimeRange.of(new Date('2026-01-01T08:00:00Z'), new Date('2026-01-01T12:00:00Z'));
    const afternoon = TimeRange.startingAt(morning.end, 3_600_000);
    expect(morning.overlaps(afternoon)).toBe(false);
    expect(afternoon.milliseconds).toBe(3_600_000);
  });

  it.each([
    ['that ends when it starts', 0],
    ['that ends before it starts', -1],
    ['without a valid end', Number.NaN],
  ])('refuses a range %s', (_what, milliseconds) => {
    expect(() => TimeRange.startingAt(new Date('2026-01-01'), milliseconds)).toThrow(
      expect.objectContaining({ code: 'TIME_RANGE_INVALID' }),
    );
  });
});
