import type { Citation, Draft, Policy } from '@mesh/contracts';
import { type Leftover, anonymise } from './anonymise';
import type { KnownPeople } from './anonymise-context';

/** Why an approved reply does not become memory. */
export type NotLearnt = 'switched_off' | 'no_citation' | 'nothing_left' | 'not_checked' | Leftover;

export type LearningDecision =
  | { readonly learn: true; readonly question: string; readonly answer: Draft }
  | { readonly learn: false; readonly reason: NotLearnt };

export interface SentReply {
  readonly policy: Pick<Policy, 'learnsFromApprovals'>;
  readonly draft: Draft;
  /** What the customer wrote, subject first. */
  readonly asked: readonly string[];
  readonly people: KnownPeople;
}

const SHORTEST = 8;
const LONGEST_QUESTION = 8_000;

/** Whether and how an approved reply is remembered: with what it cites, without whom it was written for. Pure. */
export function decideLearning({ policy, draft, asked, people }: SentReply): LearningDecision {
  if (policy.learnsFromApprovals === false) return { learn: false, reason: 'switched_off' };
  const citations = draft.citations.filter(stillCites);
  if (citations.length === 0) return { learn: false, reason: 'no_citation' };
  const published = citations.map(({ title, quote }) => `${title}\n${quote}`).join('\n');
  const context = { people, published, language: draft.language };
  const question = anonymise(asked.join('\n').slice(0, LONGEST_QUESTION), context);
  const answer = anonymise(draft.body, context);
  const leftover = question.leftover ?? answer.leftover;
  if (leftover) return { learn: false, reason: leftover };
  if (wordsOf(question.text) < SHORTEST || wordsOf(answer.text) < SHORTEST)
    return { learn: false, reason: 'nothing_left' };
  return {
    learn: true,
    question: question.text,
    answer: { ...draft, body: answer.text, citations: inText(citations) },
  };
}

/** A sentence that a person rewrote no longer rests on what the machine cited for it. */
const stillCites = ({ sentenceEnd }: Citation): boolean => sentenceEnd > 0;

/** Sentences have moved in the text that is kept; the citations support it as a whole. */
const inText = (citations: readonly Citation[]): Citation[] =>
  citations.map((citation) => ({ ...citation, sentenceStart: 0, sentenceEnd: 0 }));

/** Letters that are not of a mask. */
const wordsOf = (text: string): number => text.replace(/\[[A-Z]+\]/g, '').replace(/[^\p{L}]/gu, '').length;
