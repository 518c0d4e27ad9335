import type { AgentSetup } from '@mesh/contracts';
import type { CompletionRequest, LanguageModel } from '@mesh/llm';
import { addUsage, withUsage, workUsage } from '@mesh/llm';
import type { AgentAnswer } from '../answer/agent-answer';
import { workDone } from '../answer/measure';
import { withinDeadline } from '../deadline/within-deadline';
import { PromptLibrary } from '../prompts/prompt-library';

/** A task for a remote model: everything but the prompt, which belongs to the agent, and how the tenant has set it up. */
export interface RemoteTask<Answer> extends Omit<CompletionRequest<Answer>, 'instructions' | 'tuning'> {
  readonly setup: AgentSetup | undefined;
}

/** An agent role behind a remote model: its prompt, the newest unless the setup names one, and the record of model, prompt and cost with each answer. */
export class RemoteAgent {
  private readonly prompts: PromptLibrary | undefined;

  /** @throws TerminalError when there is a model but no valid prompt for the role */
  constructor(
    private readonly agent: string,
    private readonly model: LanguageModel,
  ) {
    this.prompts = model.isConfigured ? new PromptLibrary() : undefined;
    this.prompts?.load(agent);
  }

  get isConfigured(): boolean {
    return this.model.isConfigured;
  }

  /**
   * Asks, and makes a result of the answer. What `use` throws carries what the answer cost.
   * @throws MeshError as `LanguageModel` says
   */
  ask<Answer, Result>(
    task: RemoteTask<Answer>,
    signal: AbortSignal,
    use: (answer: Answer) => Result | Promise<Result>,
  ): Promise<AgentAnswer<Result>> {
    return this.askTwice(task, signal, () => Promise.resolve(undefined), use);
  }

  /**
   * Asks once more where the first answer leads to another task; the last answer counts, and what both cost.
   * @throws MeshError as `LanguageModel` says
   */
  askTwice<Answer, Result>(
    task: RemoteTask<Answer>,
    signal: AbortSignal,
    next: (answer: Answer) => Promise<RemoteTask<Answer> | undefined>,
    use: (answer: Answer) => Result | Promise<Result>,
  ): Promise<AgentAnswer<Result>> {
    const { deadlineMs } = task.setup ?? {};
    if (deadlineMs === undefined) return this.converse(task, signal, next, use);
    return withinDeadline(deadlineMs, signal, (within) => this.converse(task, within, next, use));
  }

  private async converse<Answer, Result>(
    task: RemoteTask<Answer>,
    signal: AbortSignal,
    next: (answer: Answer) => Promise<RemoteTask<Answer> | undefined>,
    use: (answer: Answer) => Result | Promise<Result>,
  ): Promise<AgentAnswer<Result>> {
    const startedAt = performance.now();
    const prompt = this.prompts?.load(this.agent, task.setup?.promptVersion);
    const complete = ({ setup: tuning, ...question }: RemoteTask<Answer>) =>
      this.model.complete({ ...question, tuning, instructions: prompt?.text ?? '' }, signal);
    let last = await complete(task);
    let usage = last.usage;
    try {
      const further = await next(last.answer);
      if (further) {
        last = await complete(further);
        usage = addUsage(usage, last.usage);
      }
      const { model } = last;
      const worker = { agent: this.agent, model, ...(prompt ? { promptVersion: prompt.recordedAs } : {}) };
      const result = await use(last.answer);
      return { result, work: workDone(worker, performance.now() - startedAt, workUsage(usage)) };
    } catch (error) {
      throw withUsage(error, usage);
    }
  }
}
