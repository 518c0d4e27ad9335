import type { CitedSpan } from '@mesh/memory';
import { type TermStatistics, spellingLikeness } from '@mesh/text';
import type { PastAnswer } from './past-answers.port';

/** What approved answers to questions like this one rested on. */
export interface EarlierUse {
  /** Share of the like questions whose answers rest on a document, from 0 to 1. */
  readonly shareOf: ReadonlyMap<string, number>;
  /** The citations in the documents used most, those of the likest question first. */
  readonly citations: readonly Citation[];
}

export interface Citation {
  readonly span: CitedSpan;
  readonly answer: PastAnswer;
}

const MOST_QUESTIONS = 8;
const MOST_DOCUMENTS = 20;
/** Questions that are less alike have another subject. */
const LIKE_FROM = 0.15;
/** One answer that somebody approved proves little; several prove more. */
const DOUBT = 1;

/** @param answers that a search for the question found */
export function earlierUse(question: string, answers: readonly PastAnswer[], statistics: TermStatistics): EarlierUse {
  const like = likeAnswers(question, answers, statistics);
  const total = like.reduce((sum, { weight }) => sum + weight, DOUBT);
  const shareOf = new Map<string, number>();
  for (const { answer, weight } of like) {
    for (const documentId of new Set(answer.cited.map((span) => span.documentId))) {
      shareOf.set(documentId, (shareOf.get(documentId) ?? 0) + weight / total);
    }
  }
  const most = new Set(
    [...shareOf]
      .sort(byShare)
      .slice(0, MOST_DOCUMENTS)
      .map(([documentId]) => documentId),
  );
  const citations = like.flatMap(({ answer }) => answer.cited.map((span) => ({ span, answer })));
  return { shareOf, citations: citations.filter(({ span }) => most.has(span.documentId)) };
}

const byShare = (left: readonly [string, number], right: readonly [string, number]): number =>
  right[1] - left[1] || (left[0] < right[0] ? -1 : 1);

function likeAnswers(question: string, answers: readonly PastAnswer[], statistics: TermStatistics) {
  const asked = answers.map((answer) => answer.question);
  const likenesses = spellingLikeness(question, asked, statistics);
  return answers
    .map((answer, at) => ({ answer, likeness: likenesses[at] ?? 0 }))
    .filter(({ likeness }) => likeness >= LIKE_FROM)
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, MOST_QUESTIONS)
    .map(({ answer, likeness }) => ({ answer, weight: likeness }));
}
