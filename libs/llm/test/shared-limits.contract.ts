import type { SharedLimits } from '../src/limits/shared-limits.port';

export interface LimitsUnderTest {
  /** Two processes that share what they can: with one adapter they are one and the same. */
  readonly one: SharedLimits;
  readonly other: SharedLimits;
}

/** What every adapter of the limits does. `callsPerMinute` of those under test is 18. */
export function sharedLimitsContract(open: () => Promise<LimitsUnderTest>): void {
  let one: SharedLimits;
  let other: SharedLimits;
  beforeEach(async () => ({ one, other } = await open()));

  it('add up what is spent on one account, and keep accounts apart', async () => {
    await one.charge('day:a', 1_500_000_000);
    await other.charge('day:a', 25);
    await one.charge('day:b', 0);
    expect(await other.spentOn('day:a')).toBe(1_500_000_025);
    expect(await one.spentOn('day:b')).toBe(0);
  });

  it('let no more calls through than a span of time has, whoever asks', async () => {
    const waits = await Promise.all([one, other, one, other, one].map((limits) => limits.takeCall('model')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
    expect(await one.takeCall('another model')).toBe(0);
  });

  it('leave a model alone that one of them was asked to leave alone', async () => {
    expect(await other.restOf('model')).toBe(0);
    await one.leaveAlone('model', 3_600_000);
    expect(await other.restOf('model')).toBeGreaterThan(3_590_000);
    expect(await other.restOf('another model')).toBe(0);
  });

  it('do not share a wait of a moment', async () => {
    await one.leaveAlone('model', 200);
    expect(await one.restOf('model')).toBe(0);
  });
}
