import { CheckClock, type Priority } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';

/** A promise of when a person takes a ticket; started by one prepare_handover step. */
export interface Clock {
  readonly stepId: string;
  readonly ticketId: string;
  readonly turn: number;
  readonly purpose: 'approval' | 'handover';
  readonly queue: string;
  readonly level: Priority;
  readonly dueAt: Date;
  readonly breaches: number;
}

export type ClockStart = Omit<Clock, 'dueAt' | 'breaches'> & { readonly minutes: number };

/** One timer per clock and breach: a timer that has rung cannot be moved, so the next one has another id. */
export const clockTimerId = (stepId: string, breaches: number): string => derivedId('clock', stepId, breaches);

/** Rings when the clock is due. */
export function setClockTimer(
  tx: WorkTransaction,
  clock: Pick<Clock, 'ticketId' | 'stepId' | 'breaches'>,
  minutes: number,
): void {
  const { ticketId, stepId, breaches } = clock;
  tx.setTimer(CheckClock.draft(ticketId, { ticketId, stepId, breaches }), {
    id: clockTimerId(stepId, breaches),
    afterMs: minutes * 60_000,
  });
}
