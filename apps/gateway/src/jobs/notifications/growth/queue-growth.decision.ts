import type { NotificationDraft } from '../notification';

export interface QueueLength {
  readonly queue: string;
  /** Tickets that wait for a person in it, and approvals that wait for a decision. */
  readonly waiting: number;
  /** The fewest within the last hour; null before anything was measured. */
  readonly lowest: number | null;
}

/** Queues that grew by at least so many within an hour; told once per queue and hour. */
export function growingQueues(lengths: readonly QueueLength[], now: Date, growth: number): NotificationDraft[] {
  const hour = now.toISOString().slice(0, 13);
  return lengths.flatMap(({ queue, waiting, lowest }) => {
    if (lowest === null || waiting - lowest < growth) return [];
    const facts = { queue, waiting, lowestWithinHour: lowest };
    return [{ kind: 'queue_growing' as const, subject: queue, stage: hour, facts }];
  });
}
