import { TerminalError, unreachable } from '@mesh/kernel';
import { type WorkflowState, initialState } from '../state/workflow-state';
import { breakWorkflow } from './break-workflow';
import { completeStep } from './complete-step';
import type { Decision } from './decision';
import { failStep } from './fail-step';
import { forgetCustomer } from './forget-customer';
import { recordApproval } from './record-approval';
import { recordDelivery } from './record-delivery';
import { recordPersonAction } from './record-person-action';
import { startTurn } from './start-turn';
import { Transition } from './transition';
import { wake } from './wake';
import { type WorkflowInput, ticketIdOf } from './workflow-input';

/**
 * What one input makes of a workflow: the next state, commands and facts to send, timers to set and to take back. Pure:
 * the same arguments give the same result, and the state is not changed. Late, duplicate and superseded inputs are
 * counted and change nothing else. @throws TerminalError `WORKFLOW_UNKNOWN` without a state, unless a turn starts
 */
export function decide(state: WorkflowState | undefined, input: WorkflowInput): Decision {
  if (state === undefined && input.kind !== 'start_turn' && input.kind !== 'break') {
    throw new TerminalError('WORKFLOW_UNKNOWN', 'no turn of this ticket has been started', { input: input.kind });
  }
  const transition = new Transition(state ?? initialState(ticketIdOf(input)));
  apply(transition, input);
  return transition.done();
}

function apply(t: Transition, input: WorkflowInput): void {
  switch (input.kind) {
    case 'start_turn':
      return startTurn(t, input);
    case 'complete_step':
      return completeStep(t, input);
    case 'fail_step':
      return failStep(t, input);
    case 'record_approval':
      return recordApproval(t, input);
    case 'record_person_action':
      return recordPersonAction(t, input);
    case 'record_delivery':
      return recordDelivery(t, input);
    case 'wake':
      return wake(t, input);
    case 'forget_customer':
      return forgetCustomer(t, input);
    case 'break':
      return breakWorkflow(t, input);
    default:
      return unreachable(input);
  }
}
