import { sharedLimitsContract } from '../../test/shared-limits.contract';
import { memorySharedLimits } from './memory-shared-limits';

describe('limits of one process', () => {
  sharedLimitsContract(() => {
    const limits = memorySharedLimits(18);
    return Promise.resolve({ one: limits, other: limits });
  });

  it('do not bound calls when nobody says how many', async () => {
    const limits = memorySharedLimits(undefined);
    const waits = await Promise.all(Array.from({ length: 500 }, () => limits.takeCall('model')));
    expect(Math.max(...waits)).toBe(0);
  });
});
