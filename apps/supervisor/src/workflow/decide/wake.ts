import { askAgain, enterNode } from './enter-node';
import { giveUpStep } from './give-up-step';
import type { Transition } from './transition';
import type { WakeInput } from './workflow-input';

export function wake(t: Transition, input: WakeInput): void {
  if (input.turn !== t.state.turn) return t.ignore('turn_superseded');
  if (input.timer.kind === 'quiet_over') return quietOver(t);
  const { position } = t.state;
  // A timer that rang cannot be moved again, so whatever is in hand gets one under a new id.
  if (position.node !== 'quiet' && position.stepId !== null) t.apply({ rings: t.state.rings + 1 });
  if (input.timer.stepId !== position.stepId || input.timer.attempt !== position.attempt) {
    return t.ignore('timer_not_in_hand');
  }
  stepMissedItsDeadline(t);
}

function quietOver(t: Transition): void {
  if (t.state.position.node !== 'quiet') return t.ignore('timer_not_in_hand');
  enterNode(t, t.choose('afterQuiet', 'quiet_over').to === 'triage' ? 'triage' : 'quiet');
}

function stepMissedItsDeadline(t: Transition): void {
  t.apply({ metrics: { timeouts: 1 } });
  if (t.choose('onTimeout', 'missed').to === 'same') return askAgain(t);
  const superseded = t.state.position.node === 'superseded';
  giveUpStep(t, 'onTimeout', superseded ? 'NO_NEWER_TURN' : 'STEP_TIMED_OUT', t.state.position.attempt);
}
