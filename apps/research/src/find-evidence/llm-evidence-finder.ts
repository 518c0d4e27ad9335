import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, RemoteAgent, type RemoteTask, threadData } from '@mesh/agents';
import { FeatureFlags } from '@mesh/bootstrap';
import type { EvidenceFound } from '@mesh/contracts';
import { type DataBlock, LanguageModel } from '@mesh/llm';
import type { RankedPassage } from '../search-knowledge/ranked-passage';
import { MOST_EVIDENCE } from './choose-evidence';
import { EvidenceFinder, type EvidenceTask } from './evidence-finder.port';
import { EvidenceSearch } from './evidence-search';
import { foundEvidence } from './found-evidence';
import { LocalEvidenceFinder } from './local-evidence-finder';
import { ModelEvidence, agreementOf, inOrderOf, together } from './model-evidence';
import { questionOf } from './question-of';

/** Further passages per search of the model. */
const MORE = 6;

/** A ticket with what was found for it so far. */
interface Looked {
  readonly task: EvidenceTask;
  readonly question: string;
  readonly passages: readonly RankedPassage[];
  readonly searches: readonly string[];
}

/**
 * Shows a remote model what the search finds. It may search once more in other words, and says which passages answer.
 * They answer only if the fitted judgement agrees, for the question or for one of those searches. A ticket that tries to
 * steer a machine, or for which nothing is found, is not shown to the model.
 */
@Injectable()
export class LlmEvidenceFinder extends EvidenceFinder {
  private readonly agent: RemoteAgent;

  constructor(
    @Inject(LanguageModel) model: LanguageModel,
    @Inject(EvidenceSearch) private readonly search: EvidenceSearch,
    @Inject(LocalEvidenceFinder) private readonly local: LocalEvidenceFinder,
    @Inject(FeatureFlags) private readonly flags: FeatureFlags,
  ) {
    super();
    this.agent = new RemoteAgent('research', model);
  }

  get isConfigured(): boolean {
    return this.agent.isConfigured;
  }

  async find(task: EvidenceTask, signal: AbortSignal): Promise<AgentAnswer<EvidenceFound>> {
    const question = questionOf(task.conversation);
    const passages = await this.search.passagesFor(task.tenantId, question, signal);
    const isSteering = task.triage.flags.includes('injection_suspected');
    if (isSteering || passages.length === 0) return this.local.find(task, signal);
    let looked: Looked = { task, question, passages, searches: [] };
    return this.agent.askTwice(
      requestFor(looked),
      signal,
      async (said) => {
        if (said.answerable || said.searches.length === 0) return undefined;
        if (!(await this.flags.isOn('model-searches', task.tenantId))) return undefined;
        looked = await this.lookAgain(looked, said.searches, signal);
        return requestFor(looked);
      },
      (said) => this.foundBy(said, looked),
    );
  }

  private async lookAgain(looked: Looked, searches: readonly string[], signal: AbortSignal): Promise<Looked> {
    const { tenantId } = looked.task;
    const more = await Promise.all(searches.map((text) => this.search.passagesFor(tenantId, text, signal)));
    return {
      ...looked,
      searches,
      passages: together(
        looked.passages,
        more.flatMap((found) => found.slice(0, MORE)),
      ),
    };
  }

  private async foundBy(said: ModelEvidence, { task, question, passages, searches }: Looked): Promise<EvidenceFound> {
    const { kept, all } = inOrderOf(said, passages);
    const judged = await Promise.all(
      [question, ...searches].map((text) => this.search.judge(task.tenantId, text, all)),
    );
    const surest = judged.reduce((best, one) => (one.confidence > best.confidence ? one : best));
    const judgement = agreementOf(said, surest);
    const found = foundEvidence(judgement.answerable ? kept : all.slice(0, MOST_EVIDENCE), judgement);
    return searches.length === 0 ? found : { ...found, reasons: [...found.reasons, { code: 'searched_again' }] };
  }
}

/** The passages last: of these the last ones are left out where not all fit. */
const requestFor = ({ task, passages, searches }: Looked): RemoteTask<ModelEvidence> => ({
  task: 'find_evidence',
  schema: ModelEvidence,
  setup: task.agent,
  data: [...threadData(task.conversation), ...searchedFor(searches), passagesBlock(passages)],
});

const searchedFor = (searches: readonly string[]): DataBlock[] =>
  searches.length === 0 ? [] : [{ name: 'searches', value: searches }];

const passagesBlock = (passages: readonly RankedPassage[]): DataBlock => ({
  name: 'passages',
  value: passages.map(({ passage: { id, title, text } }) => ({ evidenceId: id, title, text })),
  shorten: 'last_first',
});
