import { z } from 'zod';
import { Id } from '../words/words';

/** Names one step of one turn; whoever obeys a step command answers with the same reference. */
export const StepRef = z.object({
  ticketId: Id,
  turn: z.number().int().positive(),
  stepId: Id,
  /** 2 when the first answer missed its deadline and the step was asked again. */
  attempt: z.number().int().min(1).max(2),
});
export type StepRef = z.output<typeof StepRef>;
