import { derivedId } from '@mesh/kernel';
import type { WorkflowState } from '../state/workflow-state';
import type { TimerPlan } from './decision';

const isArmed = ({ position }: WorkflowState): boolean => position.stepId !== null;
const isQuiet = ({ position }: WorkflowState): boolean => position.node === 'quiet';

/** Id of the one timer that a state with something in hand has: one per turn, moved from step to step until it rings. */
const timerIdOf = (state: WorkflowState): string =>
  isQuiet(state)
    ? derivedId('quiet', state.ticketId, state.turn)
    : derivedId('step-deadline', state.ticketId, state.turn, state.rings);

const haveOneTimer = (before: WorkflowState, after: WorkflowState): boolean =>
  before.turn === after.turn && before.rings === after.rings && isQuiet(before) === isQuiet(after);

/** What has to be set and taken back so that the timers agree with the state. */
export function timersBetween(before: WorkflowState, after: WorkflowState): { set: TimerPlan[]; cancel: string[] } {
  const same = haveOneTimer(before, after);
  const keeps = same && isArmed(before) && isArmed(after);
  const cancel = isArmed(before) && !keeps ? [timerIdOf(before)] : [];
  const unmoved = keeps && before.position === after.position;
  return { set: isArmed(after) && !unmoved ? [timerOf(after)] : [], cancel };
}

function timerOf(state: WorkflowState): TimerPlan {
  const { stepId, attempt } = state.position;
  const after = isQuiet(state) ? 'quiet' : 'step';
  return { id: timerIdOf(state), turn: state.turn, after, stepId: stepId ?? '', attempt };
}
