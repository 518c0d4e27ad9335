import { RetryableError, TerminalError } from '@mesh/kernel';
import fc from 'fast-check';
import { backoffMs } from './backoff';

const limits = { firstMs: 200, mostMs: 30_000 };
const failed = fc.nat({ max: 10_000 });
const spread = fc.double({ min: 0, max: 1, noNaN: true });
const anyFault = fc.oneof(
  fc.anything(),
  fc.oneof(fc.double(), fc.constant(undefined)).map((ms) => new RetryableError('LATER', 'not now', {}, ms)),
);

describe('the wait before another try', () => {
  it('doubles with each failed try, up to the longest', () => {
    const waits = [0, 1, 2, 3, 20, 10_000].map((tries) => backoffMs(new Error('no'), tries, limits, 0));
    expect(waits).toEqual([200, 400, 800, 1600, 30_000, 30_000]);
  });

  it('is a whole number within its bounds, whatever the fault asks for', () => {
    fc.assert(
      fc.property(anyFault, failed, spread, (error, tries, share) => {
        const wait = backoffMs(error, tries, limits, share);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(0.75 * limits.firstMs);
        expect(wait).toBeLessThanOrEqual(limits.mostMs);
      }),
    );
  });

  it('grows with the tries and shrinks by at most a quarter, so that those who failed together come back apart', () => {
    fc.assert(
      fc.property(failed, spread, (tries, share) => {
        const full = backoffMs(new Error('no'), tries, limits, 0);
        expect(backoffMs(new Error('no'), tries + 1, limits, 0)).toBeGreaterThanOrEqual(full);
        expect(backoffMs(new Error('no'), tries, limits, share)).toBeGreaterThanOrEqual(Math.floor(0.75 * full));
        expect(backoffMs(new Error('no'), tries, limits, share)).toBeLessThanOrEqual(full);
      }),
    );
  });

  it('is as long as the fault asks for, when that is longer', () => {
    expect(backoffMs(new RetryableError('LATER', 'no', {}, 5000), 0, limits, 0)).toBe(5000);
    expect(backoffMs(new RetryableError('LATER', 'no', {}, 10), 0, limits, 0)).toBe(200);
    expect(backoffMs(new RetryableError('LATER', 'no', {}, 90_000), 0, limits, 0)).toBe(30_000);
    expect(backoffMs(new TerminalError('NO', 'no'), 0, limits, 0)).toBe(200);
  });
});
