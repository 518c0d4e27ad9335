export const TIMER_AFTER_MS = 1_000;
export const SLOW_MS = 400;
const RUNG = 1_000;

/** Every third version takes its time, every fifth one sets a timer. */
export const isSlow = (version: number): boolean => version % 3 === 0 && version < RUNG;
export const isTimed = (version: number): boolean => version % 5 === 0 && version < RUNG;
/** The version that the timer of another one carries. */
export const rungBy = (version: number): number => version + RUNG;
export const isRung = (version: number): boolean => version >= RUNG;
