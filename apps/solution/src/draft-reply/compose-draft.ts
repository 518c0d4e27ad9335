import { replyFrame } from '@mesh/agents';
import type { Citation, Conversation, Draft, Evidence } from '@mesh/contracts';
import { ContactInfo, TerminalError } from '@mesh/kernel';
import {
  type AnswerCitation,
  type ComposedAnswer,
  type Passage,
  analyze,
  composeAnswer,
  detectLanguage,
  questionText,
  rerankPassages,
} from '@mesh/text';
import { type Wishes, readRevision } from './read-revision';
import type { DraftTask } from './reply-drafter.port';
import { passagesOfSpans, usablePassages } from './usable-passages';

const MAX_DOCUMENTS = 3;
const UNDETERMINED = 'und';

/** Pure: the same task gives the same draft. */
export function composeDraft(task: DraftTask): Draft {
  const wishes = readRevision(task.revision);
  const first = compose(task, wishes);
  const repeats = wishes.guidance !== '' && first.body === task.revision?.previous.body;
  return repeats ? compose(task, { ...wishes, otherThan: first.citations.slice(0, 1).map(documentOf) }) : first;
}

const documentOf = ({ documentId }: Citation): string => documentId;

function compose({ conversation, evidence }: DraftTask, wishes: Wishes): Draft {
  const asked = [wishes.guidance, questionOf(conversation)].filter(Boolean).join('\n');
  const answers = sourcesFor(evidence, wishes).map((passages) => answerFrom(passages, asked, wishes));
  const answer = answers.find(({ citations }) => citations.length > 0);
  return answer ? framed(answer, conversation, evidence) : acknowledgement(conversation);
}

/** What to answer from, best first: what was good in the previous draft, else all that was not objected to. */
function sourcesFor(evidence: readonly Evidence[], { kept, rejected, otherThan }: Wishes): Passage[][] {
  const others = evidence.filter(({ documentId }) => !otherThan.includes(documentId));
  const usable = usablePassages(others.length > 0 ? others : evidence, rejected);
  return kept.length > 0 ? [passagesOfSpans(evidence, kept), usable] : [usable];
}

function answerFrom(passages: readonly Passage[], asked: string, { guidance, maxSentences }: Wishes): ComposedAnswer {
  const ordered = guidance ? rerankPassages(asked, passages) : passages;
  return composeAnswer(asked, ordered, { maxDocuments: MAX_DOCUMENTS, maxSentences });
}

/** What is asked now: the newest customer message with the subject; with the one before where it says little by itself. */
function questionOf({ subject, messages }: Conversation): string {
  const own = messages.filter(({ author }) => author === 'customer').map(({ body }) => questionText(body));
  const newest = own.at(-1) ?? '';
  const saysLittle = analyze(newest).filter(({ kind }) => kind === 'content').length < 3;
  return [questionText(subject ?? ''), saysLittle ? own.at(-2) : undefined, newest].filter(Boolean).join('\n');
}

function framed(answer: ComposedAnswer, conversation: Conversation, evidence: readonly Evidence[]): Draft {
  const language = languageOf(answer.citations.map(({ quote }) => quote).join('\n'));
  const { greeting, opening, closing } = replyFrame(language, firstNameOf(conversation));
  const head = `${greeting}\n\n${opening}\n\n`;
  return {
    body: `${head}${answer.body}\n\n${closing}`,
    citations: answer.citations.map((citation) => citationOf(citation, evidence, head.length)),
    language,
  };
}

function acknowledgement(conversation: Conversation): Draft {
  const written = conversation.messages.filter(({ author }) => author === 'customer').map(({ body }) => body);
  const language = languageOf(written.join('\n'));
  const frame = replyFrame(language, firstNameOf(conversation));
  const body = `${frame.greeting}\n\n${frame.acknowledgement}`;
  return { body, citations: [], language: languageOf(frame.acknowledgement) };
}

function citationOf(cited: AnswerCitation, evidence: readonly Evidence[], shift: number): Citation {
  const source = evidence.find(({ evidenceId }) => evidenceId === cited.passageId);
  if (!source) throw new TerminalError('CITATION_WITHOUT_EVIDENCE', 'a composed sentence has no evidence');
  return {
    documentId: source.documentId,
    documentVersion: source.documentVersion,
    title: source.title,
    ...(source.url === undefined ? {} : { url: source.url }),
    quote: cited.quote,
    start: cited.start,
    end: cited.end,
    sentenceStart: cited.sentenceStart + shift,
    sentenceEnd: cited.sentenceEnd + shift,
  };
}

const firstNameOf = ({ customer }: Conversation): string | undefined =>
  ContactInfo.of({ name: customer.name }).greetingName;

function languageOf(text: string): string {
  const found = detectLanguage(text);
  return found.confidence >= 0.5 ? found.value : UNDETERMINED;
}
