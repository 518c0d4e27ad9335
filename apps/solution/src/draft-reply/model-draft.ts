import { replyFrame, steersMachine } from '@mesh/agents';
import type { Citation, Draft, Evidence } from '@mesh/contracts';
import { ContactInfo, RetryableError, unique } from '@mesh/kernel';
import { type Passage, detectLanguage } from '@mesh/text';
import { z } from 'zod';
import { findQuote } from './find-quote';
import type { DraftTask } from './reply-drafter.port';

const Sentence = z.strictObject({
  text: z.string().max(1_000),
  /** Null for a sentence that states nothing. */
  evidenceId: z.string().max(120).nullable(),
  /** Words of that passage, to the letter. */
  quote: z.string().max(2_000).nullable(),
});

/** What a model is asked to write: the matter of the reply; greeting and closing are ours. */
export const ModelDraft = z.strictObject({
  paragraphs: z.array(z.strictObject({ sentences: z.array(Sentence).max(20) })).max(12),
});
export type ModelDraft = z.output<typeof ModelDraft>;

const MAX_DOCUMENTS = 3;
const MAX_SENTENCES = 60;
const LEFT_OVER = /\[[A-Z]{2,5}_[A-Z]{1,4}\]/;

/** A sentence with the passage and the span of it that carries it, if it states anything. */
interface Supported {
  readonly text: string;
  readonly source?: { readonly passage: Passage; readonly start: number; readonly end: number };
}

/**
 * The draft that a model's sentences make, each citation verified to offsets in its passage. A citation that is not
 * among the passages, or whose words do not stand there, spoils the whole draft: no part of it is used.
 * @throws RetryableError `DRAFT_NOT_SUPPORTED` with the reason
 */
export function draftOf(said: ModelDraft, passages: readonly Passage[], task: DraftTask): Draft {
  const paragraphs = said.paragraphs
    .map(({ sentences }) => sentences.filter(({ text }) => text.trim() !== '').map((one) => supported(one, passages)))
    .filter((sentences) => sentences.length > 0);
  check(paragraphs.flat());
  const language = languageOf(paragraphs.flat(), task.triage.language);
  const { greeting, opening, closing } = replyFrame(language, firstNameOf(task));
  const head = `${greeting}\n\n${opening}\n\n`;
  const { body, citations } = written(paragraphs, task.evidence, head.length);
  return { body: `${head}${body}\n\n${closing}`, citations, language };
}

function supported({ text, evidenceId, quote }: z.output<typeof Sentence>, passages: readonly Passage[]): Supported {
  const line = text.replace(/\s+/g, ' ').trim();
  if (steersMachine(line)) throw refused('steers_machine');
  if (LEFT_OVER.test(line)) throw refused('placeholder_left');
  if (evidenceId === null && quote === null) return { text: line };
  const passage = passages.find(({ id }) => id === evidenceId);
  if (!passage) throw refused('unknown_evidence');
  const span = findQuote(passage.text, quote ?? '');
  if (!span) throw refused('quote_not_found');
  return { text: line, source: { passage, ...span } };
}

function check(sentences: readonly Supported[]): void {
  const cited = sentences.flatMap(({ source }) => (source ? [source.passage.documentId] : []));
  if (cited.length === 0) throw refused('nothing_cited');
  if (unique(cited).length > MAX_DOCUMENTS) throw refused('too_many_documents');
  if (sentences.length > MAX_SENTENCES) throw refused('too_long');
}

function written(paragraphs: readonly (readonly Supported[])[], evidence: readonly Evidence[], shift: number) {
  const citations: Citation[] = [];
  let body = '';
  for (const sentences of paragraphs) {
    body += body === '' ? '' : '\n\n';
    for (const [index, { text, source }] of sentences.entries()) {
      body += index === 0 ? '' : '\n';
      const sentence = { sentenceStart: shift + body.length, sentenceEnd: shift + body.length + text.length };
      if (source) citations.push({ ...citationOf(source, evidence), ...sentence });
      body += text;
    }
  }
  return { body, citations };
}

function citationOf({ passage, start, end }: NonNullable<Supported['source']>, evidence: readonly Evidence[]) {
  const item = evidence.find(({ evidenceId }) => evidenceId === passage.id);
  if (!item) throw refused('unknown_evidence');
  const { documentId, documentVersion, title, url } = item;
  return {
    documentId,
    documentVersion,
    title,
    ...(url === undefined ? {} : { url }),
    quote: item.quote.slice(start, end),
    start: item.start + start,
    end: item.start + end,
  };
}

function languageOf(sentences: readonly Supported[], wanted: string): string {
  const found = detectLanguage(sentences.map(({ text }) => text).join('\n'));
  return found.confidence >= 0.5 ? found.value : wanted;
}

const firstNameOf = ({ conversation }: DraftTask): string | undefined =>
  ContactInfo.of({ name: conversation.customer.name }).greetingName;

const refused = (reason: string): RetryableError =>
  new RetryableError('DRAFT_NOT_SUPPORTED', 'the draft of the model is not carried by the evidence', { reason });
