import { type InjectionReason, detectInjection } from '@mesh/text';

/** Signs that also stand in honest texts: rules for people ("not without the approval of a supervisor"), a change of subject. */
const HONEST: ReadonlySet<InjectionReason> = new Set<InjectionReason>(['bypasses_approval', 'unrelated_task']);

/** Of these, what a rule for people is made of. */
const RULES: ReadonlySet<InjectionReason> = new Set<InjectionReason>(['bypasses_approval']);

/** Whether a piece of a document or a reply tries to steer a machine, and so has no place in a reply. */
export const steersMachine = (text: string): boolean => showsMoreThan(HONEST, text);

/**
 * Whether a passage should wait for a person before anything rests on it: it steers, or it sets a task that nothing around
 * it is about. Honest passages do so now and then (six of a thousand), which a person sees at a glance.
 */
export const needsRelease = (text: string): boolean => showsMoreThan(RULES, text);

function showsMoreThan(tolerated: ReadonlySet<InjectionReason>, text: string): boolean {
  const found = detectInjection(text);
  return found.value && found.reasons.some((reason) => !tolerated.has(reason));
}
