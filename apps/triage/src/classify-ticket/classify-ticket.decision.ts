import { type AgentAnswer, completeStep } from '@mesh/agents';
import { type StepRef, type TriageResult, UNKNOWN_CATEGORY } from '@mesh/contracts';

/** The answer to the supervisor: below the floor nobody claims to know the category. */
export const answerTriage = (step: StepRef, { result, work }: AgentAnswer<TriageResult>, floor: number) =>
  completeStep(step, { kind: 'classified', triage: withoutGuess(result, floor) }, work);

export const withoutGuess = (result: TriageResult, floor: number): TriageResult =>
  result.confidence < floor ? { ...result, category: UNKNOWN_CATEGORY } : result;
