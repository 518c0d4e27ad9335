import { STEP_MS, startOf } from './rollup-bucket';

/** The first hour of which figures are kept. */
export const keptSince = (now: Date, keptDays: number): Date =>
  startOf('day', new Date(now.getTime() - keptDays * STEP_MS.day));
