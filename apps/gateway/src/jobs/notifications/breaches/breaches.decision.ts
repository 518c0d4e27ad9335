import type { NotificationDraft } from '../notification';

/** A hand-over that waits for a person. */
export interface WaitingHandover {
  readonly ticketId: string;
  readonly turn: number;
  readonly queue: string | null;
  readonly dueAt: Date;
  /** How often it was given to another queue because its time was over. */
  readonly breaches: number;
}

/** Each time that a clock ran out, once. A hand-over that was given on after a breach has a clock of its own again. */
export function breachesOf(waiting: readonly WaitingHandover[], now: Date): NotificationDraft[] {
  return waiting.flatMap(({ ticketId, turn, queue, dueAt, breaches }) => {
    const times = breaches + (dueAt <= now ? 1 : 0);
    if (times === 0) return [];
    const facts = { ticketId, turn, queue, dueAt: dueAt.toISOString(), breaches: times };
    return [{ kind: 'sla_breached' as const, subject: ticketId, stage: `turn ${turn}, breach ${times}`, facts }];
  });
}
