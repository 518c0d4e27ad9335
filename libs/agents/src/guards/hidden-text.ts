import { analyze } from '@mesh/text';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What a reader of the page does not see: comments, elements that are styled away, runs of invisible characters. */
const HIDDEN: readonly RegExp[] = [
  /<!--[\s\S]*?(?:-->|$)/g,
  /^\[[^\]\n]*\]: ?(?:#|<>) .*$/gm,
  /<(\w{1,12})\b[^>]{0,300}(?:display: ?none|visibility: ?hidden|font-size: ?0|opacity: ?0(?:\.0+)?\b|color: ?(?:white|#fff(?:fff)?)\b|\bhidden\b)[^>]{0,300}>[\s\S]{0,4000}?<\/\1>/gi,
  /[^\s\u200B-\u200F\u2060-\u2064\uFEFF]*[\u200B-\u200F\u2060-\u2064\uFEFF]{3,}[^\n]*/g,
  /[^\n]*\uDB40[\uDC00-\uDC7F][^\n]*/g,
];

/** Where a text hides something from the people who read it. What is hidden is no evidence. */
export const hiddenSpans = (text: string): TextRange[] =>
  HIDDEN.flatMap((pattern) => [...text.matchAll(pattern)]).map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));

const LONG_ENOUGH = 40;
const MOST_OF_ONE_WORD = 0.2;
const MOST_REPEATED = 0.5;

/** Whether a text was made to be found, not to be read: one word over and over, or the same sentence again and again. */
export function isStuffed(text: string): boolean {
  const terms = analyze(text).map(({ term }) => term);
  const lines = text
    .split(/\n|(?<=[.?!])\s+/)
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line.length >= 12);
  const repeated = lines.length - new Set(lines).size;
  if (lines.length >= 6 && repeated / lines.length >= MOST_REPEATED) return true;
  return terms.length >= LONG_ENOUGH && mostOften(terms) / terms.length > MOST_OF_ONE_WORD;
}

function mostOften(terms: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return Math.max(...counts.values());
}
