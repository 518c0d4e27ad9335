import type { Priority, TriageFlag } from '@mesh/contracts';
import { type Specification, anyOf, specification } from '@mesh/kernel';
import type { SlaTargets } from '../queues/queue';

/** What is known about a ticket when its clock is started. */
export interface SlaSubject {
  readonly priority?: Priority | undefined;
  readonly flags: readonly TriageFlag[];
}

/** Due times in minutes for every level. */
export type SlaDefaults = Required<SlaTargets>;

const hasPriority = (priority: Priority): Specification<SlaSubject> =>
  specification(`priority_${priority}`, (subject) => subject.priority === priority);
const hasFlag = (flag: TriageFlag): Specification<SlaSubject> =>
  specification(`flag_${flag}`, (subject) => subject.flags.includes(flag));

/** In this order; what fits none of them is `normal`. */
const LEVELS: readonly { readonly level: Priority; readonly rule: Specification<SlaSubject> }[] = [
  { level: 'urgent', rule: anyOf('cannot wait', hasPriority('urgent'), hasFlag('security_sensitive')) },
  { level: 'high', rule: anyOf('should not wait', hasPriority('high'), hasFlag('legal_threat')) },
  { level: 'low', rule: hasPriority('low') },
];

/** How fast a person should take the ticket. */
export const slaLevelOf = (subject: SlaSubject): Priority =>
  LEVELS.find(({ rule }) => rule.isSatisfiedBy(subject))?.level ?? 'normal';

/** Minutes until the clock is due: the queue's own target for the level, else the configured one. */
export const slaMinutes = (level: Priority, targets: SlaTargets, defaults: SlaDefaults): number =>
  targets[level] ?? defaults[level];
