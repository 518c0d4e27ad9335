import type { Clock } from '../clocks/clock';
import { type SlaDefaults, slaMinutes } from '../clocks/sla-policy';
import type { Queue } from '../queues/queue';
import { queueNamed } from '../queues/route-to-queue.decision';

export type BreachPlan =
  { readonly kind: 'end' } | { readonly kind: 'move'; readonly queue: string; readonly minutes: number };

/**
 * What happens when a clock is due. A hand-over moves to the queue that its queue escalates to (or stays, with a new
 * due time), a bounded number of times. An approval expires at the gateway by itself, so its breach is only noted.
 */
export function planBreach(
  clock: Clock,
  queues: readonly Queue[],
  limits: { readonly maxReroutes: number; readonly defaults: SlaDefaults },
): BreachPlan {
  if (clock.purpose === 'approval' || clock.breaches >= limits.maxReroutes) return { kind: 'end' };
  const next = queueNamed(queues, queueNamed(queues, clock.queue).escalatesTo ?? clock.queue);
  return { kind: 'move', queue: next.name, minutes: slaMinutes(clock.level, next.targets, limits.defaults) };
}
