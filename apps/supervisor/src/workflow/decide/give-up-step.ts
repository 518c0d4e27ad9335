import { type HandoverReason, TicketStepFailed } from '@mesh/contracts';
import { SYSTEM } from './actors';
import { endWithPerson, handOverWithoutPackage, prepareForPerson } from './to-a-person';
import type { Transition } from './transition';

/** Failures that mean something to a person; the others are told by the step that failed. */
const REASONS: Readonly<Record<string, HandoverReason>> = { LONG_TERM_UNAVAILABLE: 'no_evidence' };

/** A step has no answer and will have none: a person gets the ticket, by the best way that still works. */
export function giveUpStep(t: Transition, route: 'onFailure' | 'onTimeout', code: string, attempts: number): void {
  const { node, stepId } = t.state.position;
  const chosen = t.choose(route, 'failed');
  const reason = route === 'onTimeout' ? 'step_timed_out' : (REASONS[code] ?? 'step_failed');
  t.apply({ failures: [{ turn: t.state.turn, node, code, attempts }], metrics: { failedSteps: 1 } });
  t.record(TicketStepFailed, { node, code, attempts, ...(stepId === null ? {} : { stepId }) }, { actor: SYSTEM });
  if (chosen.to === 'with_person') return endWithPerson(t);
  if (chosen.to === 'hand_over') return handOverWithoutPackage(t, reason);
  prepareForPerson(t, reason, [{ code: reason }, { code: `${node}_failed` }, { code: code.toLowerCase() }]);
}
