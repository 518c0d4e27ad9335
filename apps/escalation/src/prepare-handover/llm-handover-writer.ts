import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, RemoteAgent, threadData } from '@mesh/agents';
import type { HandoverPackage } from '@mesh/contracts';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { type DataBlock, LanguageModel } from '@mesh/llm';
import { phrasesOf } from './handover-phrases';
import { HandoverTask, HandoverWriter } from './handover-writer.port';
import { LocalHandoverWriter } from './local-handover-writer';
import { ModelHandover, packageWith } from './model-handover';

/**
 * Lets a remote model sum the ticket up. Nothing that a model does may keep a ticket from a person; a ticket that tries
 * to steer one is summed up locally, because a person would act on the words.
 */
@Injectable()
export class LlmHandoverWriter extends HandoverWriter {
  private readonly agent: RemoteAgent;

  constructor(
    @Inject(LanguageModel) model: LanguageModel,
    @Inject(LocalHandoverWriter) private readonly local: LocalHandoverWriter,
  ) {
    super();
    this.agent = new RemoteAgent('escalation', model);
  }

  get isConfigured(): boolean {
    return this.agent.isConfigured;
  }

  async write(task: HandoverTask, signal: AbortSignal): Promise<AgentAnswer<HandoverPackage>> {
    if (task.triage?.flags.includes('injection_suspected')) return this.local.write(task);
    const question = { task: 'write_handover', data: dataOf(task), schema: ModelHandover, setup: task.agent };
    try {
      return await this.agent.ask(question, signal, (said) => packageWith(said, task));
    } catch (error) {
      throw error instanceof TerminalError ? forTheNext(error) : error;
    }
  }
}

/** A refusal ends a ladder; here the local writer does it instead. */
const forTheNext = ({ code, message, details }: TerminalError): RetryableError =>
  new RetryableError(code, message, details);

const dataOf = ({ conversation, triage, evidence, draft, verdict, purpose, reason }: HandoverTask): DataBlock[] => [
  { name: 'reason', value: phrasesOf(reason).why },
  { name: 'purpose', value: purpose },
  ...(triage ? [{ name: 'understood', value: { category: triage.category, flags: triage.flags } }] : []),
  ...threadData(conversation),
  { name: 'found', value: evidence.map(({ title }) => title), shorten: 'last_first' },
  ...(draft ? [{ name: 'draft', value: draft.body }] : []),
  ...(verdict ? [{ name: 'review', value: verdict.checks.map(({ check, outcome }) => ({ check, outcome })) }] : []),
];
