import { hashOf } from '@mesh/kernel';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses after the first, second, ... attempt; after the last one there is none. */
export const PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  4 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
];

/** A receiver may ask for patience, but for no more than this. */
const LONGEST_ASKED_MS = 24 * HOUR_MS;
/** Up to a fifth more or less, so that what failed together does not return together. */
const SPREAD = 0.2;

export interface FailedAttempt {
  readonly deliveryId: string;
  /** How often it was tried, this time included. */
  readonly attempts: number;
  readonly at: Date;
  readonly retryAfter?: string | undefined;
}

/** When the next attempt is due; undefined when there is none. Pure: the spread follows from the delivery. */
export function nextAttemptAt({ deliveryId, attempts, at, retryAfter }: FailedAttempt): Date | undefined {
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return undefined;
  const spread = 1 + SPREAD * (2 * shareOf(deliveryId, attempts) - 1);
  return new Date(at.getTime() + Math.max(Math.round(pause * spread), askedPauseMs(retryAfter, at)));
}

/** Seconds or a date, as HTTP has it; 0 for anything else. */
export function askedPauseMs(retryAfter: string | undefined, at: Date): number {
  if (retryAfter === undefined) return 0;
  const asked = /^\d+$/.test(retryAfter) ? Number(retryAfter) * SECOND_MS : Date.parse(retryAfter) - at.getTime();
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), LONGEST_ASKED_MS);
}

const DIGITS = 12;
/** From 0 to 1, always the same for the same attempt. */
const shareOf = (id: string, attempts: number): number =>
  Number.parseInt(hashOf([id, attempts]).slice(0, DIGITS), 16) / 16 ** DIGITS;
