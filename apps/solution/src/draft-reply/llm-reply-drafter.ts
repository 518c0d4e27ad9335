import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, RemoteAgent, localWorker, measure, replySentences, threadData } from '@mesh/agents';
import type { Draft } from '@mesh/contracts';
import { type DataBlock, LanguageModel } from '@mesh/llm';
import type { Passage } from '@mesh/text';
import { composeDraft } from './compose-draft';
import { ModelDraft, draftOf } from './model-draft';
import { readRevision } from './read-revision';
import { type DraftListener, DraftTask, ReplyDrafter } from './reply-drafter.port';
import { usablePassages } from './usable-passages';
import { wordsSoFar } from './words-so-far';

/**
 * Lets a remote model write the matter of a reply from the passages. What steers machines in a document is never shown
 * to it; a draft with a citation that cannot be verified is refused. Without passages nobody is asked.
 */
@Injectable()
export class LlmReplyDrafter extends ReplyDrafter {
  private readonly agent: RemoteAgent;

  constructor(@Inject(LanguageModel) model: LanguageModel) {
    super();
    this.agent = new RemoteAgent('solution', model);
  }

  get isConfigured(): boolean {
    return this.agent.isConfigured;
  }

  draft(task: DraftTask, signal: AbortSignal, progress?: DraftListener): Promise<AgentAnswer<Draft>> {
    const passages = passagesFor(task);
    if (passages.length === 0) return measure(localWorker('solution'), () => composeDraft(task));
    const data = dataOf(task, passages);
    const watched = progress && ((soFar: string) => progress(wordsSoFar(soFar)));
    const question = { task: 'draft_reply', data, schema: ModelDraft, progress: watched, setup: task.agent };
    return this.agent.ask(question, signal, (said) => draftOf(said, passages, task));
  }
}

function passagesFor({ evidence, revision }: DraftTask): Passage[] {
  const { rejected, otherThan } = readRevision(revision);
  const others = usablePassages(
    evidence.filter(({ documentId }) => !otherThan.includes(documentId)),
    rejected,
  );
  return others.length > 0 ? others : usablePassages(evidence, rejected);
}

const dataOf = ({ conversation, triage, revision }: DraftTask, passages: readonly Passage[]): DataBlock[] => [
  { name: 'language', value: triage.language },
  ...threadData(conversation),
  ...(revision ? revisionData(revision) : []),
  {
    name: 'passages',
    value: passages.map(({ id, title, text }) => ({ evidenceId: id, title, text })),
    shorten: 'last_first',
  },
];

const revisionData = ({ previous, feedback }: NonNullable<DraftTask['revision']>): DataBlock[] => [
  { name: 'previous_draft', value: replySentences(previous).map(({ number, text }) => ({ number, text })) },
  { name: 'feedback', value: feedback },
];
