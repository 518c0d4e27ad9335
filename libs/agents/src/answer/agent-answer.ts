import type { WorkDone } from '@mesh/contracts';

/** What a task port answers: the result, and who produced it at which cost. Plain JSON, so it can be journalled. */
export interface AgentAnswer<Result> {
  readonly result: Result;
  readonly work: WorkDone;
}
