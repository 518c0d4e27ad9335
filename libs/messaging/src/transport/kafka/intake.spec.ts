import { shouldPause } from './intake';

describe('the intake of a service', () => {
  const limits = { pauseAbove: 100, resumeBelow: 50 };

  it.each([
    ['goes on while few rows wait', false, 10, false],
    ['goes on up to the limit', false, 100, false],
    ['pauses above the limit', false, 101, true],
    ['stays paused until half of it is worked off', true, 50, true],
    ['goes on again below half of it', true, 49, false],
  ])('%s', (_what, paused, waiting, expected) => {
    expect(shouldPause(paused, waiting, limits)).toBe(expected);
  });
});
