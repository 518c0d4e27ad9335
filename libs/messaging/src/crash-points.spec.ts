import { CRASH_POINTS, CrashPoints } from './crash-points';

describe('a crash point', () => {
  it.each(CRASH_POINTS.map((point) => [point]))('ends the process at the chosen passing of %s, once', (point) => {
    let crashes = 0;
    const crash = new CrashPoints(point, 2, () => (crashes += 1));
    const counts = [1, 2, 3].map(() => {
      for (const passed of CRASH_POINTS) crash.passing(passed);
      return crashes;
    });
    expect(counts).toEqual([0, 1, 1]);
  });

  it.each([
    ['without a setting', undefined, 'testing'],
    ['in production', 'after_prepare_before_journal:1', 'production'],
    ['in development', 'after_prepare_before_journal:1', 'development'],
    ['with a point that does not exist', 'somewhere:1', 'testing'],
    ['with a passing that never comes', 'after_prepare_before_journal:0', 'testing'],
  ])('is harmless %s', (_when, setting, environment) => {
    const kill = jest.spyOn(process, 'kill').mockImplementation(() => true);
    try {
      const crash = CrashPoints.parse(setting, environment);
      for (const point of CRASH_POINTS) crash.passing(point);
      expect(kill).not.toHaveBeenCalled();
    } finally {
      kill.mockRestore();
    }
  });

  it('kills this process, without any clean-up, when a test has armed it', () => {
    const kill = jest.spyOn(process, 'kill').mockImplementation(() => true);
    try {
      CrashPoints.parse('after_commit_before_relay:2', 'testing').passing('after_commit_before_relay');
      expect(kill).not.toHaveBeenCalled();
      const crash = CrashPoints.parse('after_commit_before_relay:1', 'testing');
      crash.passing('after_relay_send_before_mark');
      crash.passing('after_commit_before_relay');
      expect(kill.mock.calls).toEqual([[process.pid, 'SIGKILL']]);
    } finally {
      kill.mockRestore();
    }
  });
});
