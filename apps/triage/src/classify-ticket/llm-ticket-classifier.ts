import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, RemoteAgent, threadData } from '@mesh/agents';
import type { TriageResult } from '@mesh/contracts';
import { LanguageModel } from '@mesh/llm';
import { LocalTicketClassifier } from './local-ticket-classifier';
import { ModelClassification, mergeClassification } from './model-classification';
import { threadText } from './thread-text';
import { ClassifyTask, TicketClassifier } from './ticket-classifier.port';

/**
 * Asks a remote model, and holds its answer against what the local classifier finds. A ticket that says nothing, or
 * that tries to steer a machine, is not shown to the model: it is classified locally.
 */
@Injectable()
export class LlmTicketClassifier extends TicketClassifier {
  private readonly agent: RemoteAgent;

  constructor(
    @Inject(LanguageModel) model: LanguageModel,
    @Inject(LocalTicketClassifier) private readonly local: LocalTicketClassifier,
  ) {
    super();
    this.agent = new RemoteAgent('triage', model);
  }

  get isConfigured(): boolean {
    return this.agent.isConfigured;
  }

  async classify(task: ClassifyTask, signal: AbortSignal): Promise<AgentAnswer<TriageResult>> {
    const local = await this.local.classify(task);
    const { conversation, categories } = task;
    const isEmpty = threadText(conversation).whole.trim() === '';
    if (isEmpty || local.result.flags.includes('injection_suspected')) return local;
    const data = [{ name: 'categories', value: categories }, ...threadData(conversation)];
    return this.agent.ask(
      { task: 'classify_ticket', data, schema: ModelClassification, setup: task.agent },
      signal,
      (said) => mergeClassification(said, local.result, { offered: categories, asked: conversation.priority }),
    );
  }
}
