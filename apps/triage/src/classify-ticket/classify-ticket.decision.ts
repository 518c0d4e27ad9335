import { type AgentAnswer, completeStep } from '@mesh/agents';
import { type StepRef, type TriageResult, UNKNOWN_CATEGORY } from '@mesh/contracts';

/** The answer to the supervisor: below the floor nobody claims to know the category. */
export function answerTriage(step: StepRef, { result, work }: AgentAnswer<TriageResult>, floor: number) {
  const triage = result.confidence < floor ? { ...result, category: UNKNOWN_CATEGORY } : result;
  return completeStep(step, { kind: 'classified', triage }, work);
}
