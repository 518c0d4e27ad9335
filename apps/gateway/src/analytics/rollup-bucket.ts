export type RollupStep = 'hour' | 'day';

export const STEP_MS: Readonly<Record<RollupStep, number>> = { hour: 3_600_000, day: 86_400_000 };

/** The beginning of the hour or day (UTC) in which an instant lies. */
export const startOf = (step: RollupStep, at: Date): Date =>
  new Date(Math.floor(at.getTime() / STEP_MS[step]) * STEP_MS[step]);

/** The first beginning of an hour or day that is not before an instant. */
export const endOf = (step: RollupStep, at: Date): Date =>
  new Date(Math.ceil(at.getTime() / STEP_MS[step]) * STEP_MS[step]);

/** One hour or day. */
export interface RollupBucket {
  readonly step: RollupStep;
  readonly startsAt: Date;
}
