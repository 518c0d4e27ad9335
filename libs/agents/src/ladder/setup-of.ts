import type { AgentSetup } from '@mesh/contracts';
import type { AgentAnswer } from '../answer/agent-answer';

/** How the tenant has set the agent up, if the task says so. */
export const setupOf = (input: unknown): AgentSetup | undefined =>
  typeof input === 'object' && input !== null ? (input as { readonly agent?: AgentSetup }).agent : undefined;

/** The answer with the version of the setup under which it was found. */
export function withSetup(answer: unknown, setup: AgentSetup | undefined): unknown {
  if (!setup || !isAgentAnswer(answer)) return answer;
  const { work } = answer;
  return { ...answer, work: { ...work, actor: { ...work.actor, setupVersion: setup.version } } };
}

export const isAgentAnswer = (value: unknown): value is AgentAnswer<unknown> =>
  typeof value === 'object' && value !== null && 'work' in value;
