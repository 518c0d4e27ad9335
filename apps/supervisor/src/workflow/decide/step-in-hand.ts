import type { StepRef } from '@mesh/contracts';
import type { WorkflowState } from '../state/workflow-state';

/** Null for the step in hand; otherwise why its answer no longer counts. */
export function whyNotInHand(state: WorkflowState, step: Pick<StepRef, 'turn' | 'stepId'>): string | null {
  if (step.turn !== state.turn) return 'turn_superseded';
  return step.stepId === state.position.stepId ? null : 'step_not_in_hand';
}
