import { NO_USAGE, type Usage, addUsage, usageIn, workUsage } from '@mesh/llm';
import type { LadderObserver } from './answer-in-order';
import { isAgentAnswer } from './setup-of';

/** What models charged for answers that could not be used: part of the cost of the answer that is. */
export class Expenses {
  private sum: Usage = NO_USAGE;

  heardBy(observer: LadderObserver): LadderObserver {
    return {
      answered: (rung, position) => observer.answered(rung, position),
      unavailable: (rung, error) => {
        this.sum = addUsage(this.sum, usageIn(error));
        observer.unavailable(rung, error);
      },
    };
  }

  addTo(answer: unknown): unknown {
    if (this.sum.calls === 0 || !isAgentAnswer(answer)) return answer;
    const { costMicros, inputTokens, outputTokens } = workUsage(this.sum);
    const { work } = answer;
    return {
      ...answer,
      work: {
        ...work,
        costMicros: work.costMicros + costMicros,
        inputTokens: work.inputTokens + inputTokens,
        outputTokens: work.outputTokens + outputTokens,
      },
    };
  }
}
