import { keptSince } from '../../analytics/kept-since';
import { STEP_MS, startOf } from '../../analytics/rollup-bucket';

/** When facts happened and their tickets were created: the figures of both hours have changed. */
export interface ChangedAt {
  readonly at: Date;
  readonly createdAt: Date;
}

export interface HoursToBuild {
  readonly hours: readonly Date[];
  readonly days: readonly Date[];
}

/**
 * Which hours and days have other figures than before. The running hour and the one before always count, because a
 * ticket may change before its facts arrive. Hours that are no longer kept are not built again, only their days.
 */
export function hoursToBuild(changes: readonly ChangedAt[], now: Date, keptDays: number): HoursToBuild {
  const touched = changes.flatMap(({ at, createdAt }) => [at, createdAt]);
  const instants = [...touched, now, new Date(now.getTime() - STEP_MS.hour)];
  const kept = keptSince(now, keptDays);
  return {
    hours: distinct(instants.map((at) => startOf('hour', at))).filter((hour) => hour >= kept),
    days: distinct(instants.map((at) => startOf('day', at))),
  };
}

const distinct = (dates: readonly Date[]): Date[] =>
  [...new Set(dates.map((date) => date.getTime()))].sort((left, right) => left - right).map((time) => new Date(time));
