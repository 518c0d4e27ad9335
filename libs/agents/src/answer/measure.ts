import type { WorkDone } from '@mesh/contracts';
import type { AgentAnswer } from './agent-answer';

/** Who works: the agent role, the model behind it and, for a remote model, the prompt. */
export interface Worker {
  /** Role of the agent, such as `triage`. */
  readonly agent: string;
  readonly model: string;
  readonly promptVersion?: string;
}

/** What the work used up, where it is known; nothing for local adapters. */
export type Usage = Partial<Pick<WorkDone, 'costMicros' | 'inputTokens' | 'outputTokens'>>;

/** The model name of every adapter that needs no network. */
export const LOCAL_MODEL = 'local';

/** The worker behind the local adapter of a role. */
export const localWorker = (agent: string): Worker => ({ agent, model: LOCAL_MODEL });

/** Runs the work and says who did it and how long it took, in whole milliseconds of wall time. */
export async function measure<Result>(
  worker: Worker,
  work: () => Result | Promise<Result>,
  usage: (result: Result) => Usage = () => ({}),
): Promise<AgentAnswer<Result>> {
  const startedAt = performance.now();
  const result = await work();
  return { result, work: workDone(worker, performance.now() - startedAt, usage(result)) };
}

/** The record of a piece of work. @param milliseconds wall time, rounded here */
export function workDone(worker: Worker, milliseconds: number, usage: Usage): WorkDone {
  const { agent, model, promptVersion } = worker;
  return {
    actor: { kind: 'agent', id: agent, model, ...(promptVersion === undefined ? {} : { promptVersion }) },
    durationMs: Math.max(0, Math.round(milliseconds)),
    costMicros: usage.costMicros ?? 0,
    inputTokens: usage.inputTokens ?? 0,
    outputTokens: usage.outputTokens ?? 0,
  };
}
