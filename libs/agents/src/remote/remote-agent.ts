import type { CompletionRequest, LanguageModel } from '@mesh/llm';
import { addUsage, withUsage, workUsage } from '@mesh/llm';
import type { AgentAnswer } from '../answer/agent-answer';
import { workDone } from '../answer/measure';
import type { Prompt } from '../prompts/prompt';
import { PromptLibrary } from '../prompts/prompt-library';

/** A task for a remote model: everything but the prompt, which belongs to the agent. */
export type RemoteTask<Answer> = Omit<CompletionRequest<Answer>, 'instructions'>;

/** An agent role behind a remote model: its newest prompt, and the record of model, prompt and cost with each answer. */
export class RemoteAgent {
  private readonly prompt: Prompt | undefined;

  /** @throws TerminalError when there is a model but no valid prompt for the role */
  constructor(
    private readonly agent: string,
    private readonly model: LanguageModel,
  ) {
    this.prompt = model.isConfigured ? new PromptLibrary().load(agent) : undefined;
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
  async askTwice<Answer, Result>(
    task: RemoteTask<Answer>,
    signal: AbortSignal,
    next: (answer: Answer) => Promise<RemoteTask<Answer> | undefined>,
    use: (answer: Answer) => Result | Promise<Result>,
  ): Promise<AgentAnswer<Result>> {
    const startedAt = performance.now();
    const { text: instructions = '', recordedAs } = this.prompt ?? {};
    let last = await this.model.complete({ ...task, instructions }, signal);
    let usage = last.usage;
    try {
      const further = await next(last.answer);
      if (further) {
        last = await this.model.complete({ ...further, instructions }, signal);
        usage = addUsage(usage, last.usage);
      }
      const { model } = last;
      const worker = { agent: this.agent, model, ...(recordedAs === undefined ? {} : { promptVersion: recordedAs }) };
      const result = await use(last.answer);
      return { result, work: workDone(worker, performance.now() - startedAt, workUsage(usage)) };
    } catch (error) {
      throw withUsage(error, usage);
    }
  }
}
