import type { DataOf, PrepareHandover } from '@mesh/contracts';
import type { ClockStart } from '../clocks/clock';
import { type SlaDefaults, slaLevelOf, slaMinutes } from '../clocks/sla-policy';
import type { Queue } from '../queues/queue';
import { routeToQueue } from '../queues/route-to-queue.decision';

/** Which queue takes the ticket and how fast: from what is known about it and the tenant's queues alone. */
export function planHandover(
  task: DataOf<typeof PrepareHandover>,
  queues: readonly Queue[],
  defaults: SlaDefaults,
): ClockStart {
  const { step, triage, reason, purpose } = task;
  const { queue } = routeToQueue(queues, {
    policyQueue: task.queue,
    category: triage?.category,
    priority: triage?.priority,
    reason,
  });
  const level = slaLevelOf({ priority: triage?.priority, flags: triage?.flags ?? [] });
  const { ticketId, turn, stepId } = step;
  return {
    ticketId,
    turn,
    stepId,
    purpose,
    queue: queue.name,
    level,
    minutes: slaMinutes(level, queue.targets, defaults),
  };
}
