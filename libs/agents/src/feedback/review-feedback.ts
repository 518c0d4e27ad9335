/** One objection of a review: which check, to which sentences (none: to the whole text), and what is wrong. */
export interface Objection {
  readonly check: string;
  readonly sentences: readonly number[];
  readonly text: string;
}

const MAX_LENGTH = 4000;
const NAMED = /\bsentences? ((?:\d+)(?:(?:, | and |,|-)\d+)*)/gi;

/** The feedback of a review as text for the drafter, model or not: one line per objection, sentences by number. */
export function writeFeedback(objections: readonly Objection[]): string {
  return objections.map(lineOf).join('\n').slice(0, MAX_LENGTH);
}

function lineOf({ check, sentences, text }: Objection): string {
  if (sentences.length === 0) return `${check}: ${text}`;
  return `${check}: ${sentences.length === 1 ? 'sentence' : 'sentences'} ${sentences.join(', ')} - ${text}`;
}

/** The numbers of the sentences that a feedback objects to, ascending; a person may name them too. */
export function sentencesNamedIn(feedback: string): number[] {
  const numbers = [...feedback.matchAll(NAMED)].flatMap((match) => numbersOf(match[1] ?? ''));
  return [...new Set(numbers)].sort((left, right) => left - right);
}

function numbersOf(list: string): number[] {
  return list.split(/, ?| and /).flatMap((part) => {
    const [from = NaN, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.min(60, Math.max(0, to - from + 1)) }, (_, index) => from + index);
  });
}
