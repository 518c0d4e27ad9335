import { ManualClock, SystemClock } from './clock';
import { unique, unreachable } from './unique';

describe('a clock', () => {
  it('stands still until it is moved', () => {
    const clock = new ManualClock(new Date('2026-01-01T00:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:00.000Z');
    clock.advance(1500);
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:01.500Z');
  });

  it('of the system tells the current time', () => {
    const before = Date.now();
    const now = new SystemClock().now().getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});

describe('distinct items', () => {
  it('keep the order of their first appearance', () => {
    expect(unique(['b', 'a', 'b', 'c', 'a'])).toEqual(['b', 'a', 'c']);
  });

  it('a case that the compiler thought impossible is an error', () => {
    expect(() => unreachable('new' as never)).toThrow('unhandled case: new');
  });
});
