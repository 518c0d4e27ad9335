import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, RemoteAgent, replySentences, threadData } from '@mesh/agents';
import type { Verdict } from '@mesh/contracts';
import { type DataBlock, LanguageModel } from '@mesh/llm';
import { LocalReplyReviewer } from './local-reply-reviewer';
import { ModelFindings, withFindings } from './model-findings';
import { ReplyReviewer, ReviewTask } from './reply-reviewer.port';

/**
 * Adds the objections of a remote model to those of the rules, which always judge and from which a model can take
 * nothing away. A draft that the rules block is not shown to it.
 */
@Injectable()
export class LlmReplyReviewer extends ReplyReviewer {
  private readonly agent: RemoteAgent;

  constructor(
    @Inject(LanguageModel) model: LanguageModel,
    @Inject(LocalReplyReviewer) private readonly rules: LocalReplyReviewer,
  ) {
    super();
    this.agent = new RemoteAgent('quality', model);
  }

  get isConfigured(): boolean {
    return this.agent.isConfigured;
  }

  async review(task: ReviewTask, signal: AbortSignal): Promise<AgentAnswer<Verdict>> {
    const byRules = await this.rules.review(task);
    if (byRules.result.outcome === 'block') return byRules;
    const sentences = replySentences(task.draft);
    const question = { task: 'review_draft', data: dataOf(task, sentences), schema: ModelFindings, setup: task.agent };
    return this.agent.ask(question, signal, (said) => withFindings(byRules.result, said, sentences.length));
  }
}

const dataOf = (
  { conversation, triage, evidence }: ReviewTask,
  sentences: ReturnType<typeof replySentences>,
): DataBlock[] => [
  { name: 'language', value: triage.language },
  ...threadData(conversation),
  {
    name: 'passages',
    value: evidence.map(({ title, quote }) => ({ title, text: quote })),
    shorten: 'last_first',
  },
  {
    name: 'draft',
    value: sentences.map(({ number, text, citations }) => ({
      number,
      text,
      quotes: citations.map(({ quote }) => quote),
    })),
  },
];
