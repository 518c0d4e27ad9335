import { CompleteStep, type StepRef, type StepResult } from '@mesh/contracts';
import type { WorkTransaction } from '@mesh/messaging';
import { GATEWAY } from '../tickets/acting';

/** Answers a step command. The gateway's own steps cost nothing but the transaction. */
export function answerStep(tx: WorkTransaction, step: StepRef, result: StepResult): void {
  tx.send(CompleteStep.draft(step.ticketId, { step, result, work: { actor: GATEWAY, durationMs: 0 } }));
}
