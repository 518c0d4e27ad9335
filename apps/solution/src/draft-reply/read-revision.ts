import { type ReplySentence, replySentences, sentencesNamedIn } from '@mesh/agents';
import { unique } from '@mesh/kernel';
import type { DraftTask } from './reply-drafter.port';
import type { DocumentSpan } from './usable-passages';

/** What a revision asks for, read from the feedback without a model. */
export interface Wishes {
  /** Quotes of the sentences that were objected to. */
  readonly rejected: readonly DocumentSpan[];
  /** Quotes of the other sentences, when some were objected to: what was good is kept. */
  readonly kept: readonly DocumentSpan[];
  /** Documents that a person does not want to see cited again. */
  readonly otherThan: readonly string[];
  /** What a person wrote: topics to include. */
  readonly guidance: string;
  readonly maxSentences: number;
}

const DEFAULT_LENGTH = 12;
const SHORT = /\b(?:short(?:er|en)?|brief(?:er|ly)?|concise|less (?:text|detail)|too long|cut)\b/i;
const LONG =
  /\b(?:long(?:er)?|more (?:detail|details|steps|information|context)|in detail|complete|full(?:er)?|too short|elaborate)\b/i;
const OTHER =
  /\b(?:wrong|other|another|different|irrelevant|unrelated|not (?:the )?(?:right|relevant|correct)|does(?:n't| not) (?:answer|help|fit))\b/i;

export const NO_WISHES: Wishes = { rejected: [], kept: [], otherThan: [], guidance: '', maxSentences: DEFAULT_LENGTH };

export function readRevision(revision: DraftTask['revision']): Wishes {
  if (!revision) return NO_WISHES;
  const { previous, feedback } = revision;
  const named = new Set(sentencesNamedIn(feedback));
  if (named.size > 0) {
    const sentences = replySentences(previous);
    const rejected = spansOf(sentences.filter(({ number }) => named.has(number)));
    return { ...NO_WISHES, rejected, kept: spansOf(sentences.filter(({ number }) => !named.has(number))) };
  }
  const otherThan = OTHER.test(feedback) ? unique(previous.citations.map(({ documentId }) => documentId)) : [];
  return { ...NO_WISHES, otherThan, guidance: feedback, maxSentences: lengthFor(feedback) };
}

function lengthFor(feedback: string): number {
  if (SHORT.test(feedback)) return 4;
  return LONG.test(feedback) ? 18 : DEFAULT_LENGTH;
}

const spansOf = (sentences: readonly ReplySentence[]): DocumentSpan[] =>
  sentences.flatMap(({ citations }) => citations.map(({ documentId, start, end }) => ({ documentId, start, end })));
