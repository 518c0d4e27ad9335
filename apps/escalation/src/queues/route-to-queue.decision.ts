import type { Priority } from '@mesh/contracts';
import { type Specification, satisfiedNames, specification } from '@mesh/kernel';
import { Queue } from './queue';

/** What is known about a ticket when its queue is chosen. */
export interface RoutingSubject {
  /** The queue that the tenant's policy names for the category. */
  readonly policyQueue?: string | undefined;
  readonly category?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly reason: string;
}

export interface Routed {
  readonly queue: Queue;
  /** Names of the rules that chose it. */
  readonly rules: readonly string[];
}

/** The queue of the policy, else the first queue that one of its own lists claims, else the default queue. */
export function routeToQueue(queues: readonly Queue[], subject: RoutingSubject): Routed {
  if (subject.policyQueue) return { queue: queueNamed(queues, subject.policyQueue), rules: ['policy_queue'] };
  for (const queue of queues) {
    const rules = satisfiedNames(claimsOf(queue), subject);
    if (rules.length > 0) return { queue, rules };
  }
  return { queue: defaultQueue(queues), rules: ['default_queue'] };
}

/** A listed queue; a policy may also name one that is not listed, which then has the targets and the way on of the default. */
export const queueNamed = (queues: readonly Queue[], name: string): Queue =>
  queues.find((queue) => queue.name === name) ?? { ...defaultQueue(queues), name };

const claimsOf = (queue: Queue): Specification<RoutingSubject>[] => [
  specification('queue_category', ({ category }) => category !== undefined && queue.categories.includes(category)),
  specification('queue_priority', ({ priority }) => priority !== undefined && queue.priorities.includes(priority)),
  specification('queue_reason', ({ reason }) => queue.reasons.includes(reason)),
];

function defaultQueue(queues: readonly Queue[]): Queue {
  return queues.find((queue) => queue.isDefault) ?? queues[0] ?? Queue.parse({ name: 'support', isDefault: true });
}
