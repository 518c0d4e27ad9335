import { type InjectionReason, detectInjection } from '@mesh/text';

/** Signs that also stand in honest texts: rules for people ("not without the approval of a supervisor"), a change of subject. */
const HONEST: ReadonlySet<InjectionReason> = new Set<InjectionReason>(['bypasses_approval', 'unrelated_task']);

/** Whether a piece of a document or a reply tries to steer a machine, and so has no place in a reply. */
export function steersMachine(text: string): boolean {
  const found = detectInjection(text);
  return found.value && found.reasons.some((reason) => !HONEST.has(reason));
}
