import type { Period } from './analytics-summary';
import { type RollupStep, STEP_MS, endOf, startOf } from './rollup-bucket';

/** Whole hours or days. */
export interface RollupPeriod extends Period {
  readonly step: RollupStep;
}

const FINE_MS = 14 * STEP_MS.day;

/** The whole hours or days that cover a period. */
export const wholeSteps = ({ from, to }: Period, step: RollupStep): RollupPeriod => ({
  step,
  from: startOf(step, from),
  to: endOf(step, to),
});

/** In hours where they are still kept and the period is short, else in days. */
export function coveringPeriod(period: Period, keptSince: Date): RollupPeriod {
  const fine = period.to.getTime() - period.from.getTime() <= FINE_MS && period.from >= keptSince;
  return wholeSteps(period, fine ? 'hour' : 'day');
}
