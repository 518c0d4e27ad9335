import {
  CompleteStep,
  type DataOf,
  type MessageDraft,
  type StepRef,
  type StepResult,
  type WorkDone,
} from '@mesh/contracts';

/** The answer to a step command, addressed to the supervisor under the ticket's key. */
export const completeStep = (
  step: StepRef,
  result: StepResult,
  work: WorkDone,
): MessageDraft<DataOf<typeof CompleteStep>> => CompleteStep.draft(step.ticketId, { step, result, work });
