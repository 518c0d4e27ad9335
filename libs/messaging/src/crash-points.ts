/** Moments at which a crash must lose and repeat nothing. */
export const CRASH_POINTS = [
  'after_receive_before_offset_commit',
  'after_prepare_before_journal',
  'after_journal_before_commit',
  'after_commit_before_relay',
  'after_relay_send_before_mark',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

const killThisProcess = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** Ends the process at a chosen moment; armed by configuration in a testing environment only. */
export class CrashPoints {
  private remaining: number;

  /**
   * @param armed the moment, or undefined for never
   * @param occurrence at which passing, counted from 1
   * @param crash what ending means; a test that lives in the same process gives its own
   */
  constructor(
    private readonly armed?: CrashPoint,
    occurrence = 1,
    private readonly crash: () => void = killThisProcess,
  ) {
    this.remaining = occurrence;
  }

  /** @param setting `point:n`, ignored outside a testing environment */
  static parse(setting: string | undefined, environment: string): CrashPoints {
    if (setting === undefined || environment !== 'testing') return new CrashPoints();
    const [point, occurrence] = setting.split(':');
    return new CrashPoints(
      CRASH_POINTS.find((candidate) => candidate === point),
      Number(occurrence),
    );
  }

  passing(point: CrashPoint): void {
    if (point !== this.armed) return;
    this.remaining -= 1;
    if (this.remaining === 0) this.crash();
  }
}
