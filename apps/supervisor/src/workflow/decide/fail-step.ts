import { giveUpStep } from './give-up-step';
import { whyNotInHand } from './step-in-hand';
import type { Transition } from './transition';
import type { FailStepInput } from './workflow-input';

export function failStep(t: Transition, input: FailStepInput): void {
  const tooLate = whyNotInHand(t.state, input.step);
  if (tooLate !== null) return t.ignore(tooLate);
  giveUpStep(t, 'onFailure', input.code, input.attempts);
}
