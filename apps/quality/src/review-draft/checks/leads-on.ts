import { analyze, stem } from '@mesh/text';
import { COURTESY } from './is-courtesy';

/** What closes a form; which word it bears says nothing about the matter. */
const CONFIRMING: ReadonlySet<string> = new Set(
  'click tap press select choose hit save done apply ok confirm finish change make'.split(' ').map(stem),
);
const POINTING: ReadonlySet<string> = new Set('refer section instruction information learn more'.split(' ').map(stem));
const LINK = /\[[^\]\n]{1,120}\] ?\(https?:\/\/[^)\s]+\)|\bhttps?:\/\/\S+/gi;
/** Words that make a statement of anything. */
const TURNING = /\b(?:not|never|no|cannot|only|unless|without|except)\b|n['\u2019]t\b|\d/i;
/** Part of the words of a lead-in that the documents have to know. */
const KNOWN = 0.5;

/**
 * Whether a sentence states nothing of its own, though it has words that no passage has: it announces the steps that
 * follow, points to a document, or closes a form. With a figure or a negation in it, it is a statement all the same.
 */
export function leadsOn(sentence: string, known: ReadonlySet<string>): boolean {
  const bare = sentence.replace(LINK, ' ');
  if (TURNING.test(bare)) return false;
  const terms = analyze(bare).filter(({ kind, term }) => kind !== 'filler' && !COURTESY.has(term));
  const isAll = (words: ReadonlySet<string>): boolean => terms.every(({ term }) => words.has(term));
  if (isAll(CONFIRMING)) return true;
  if (bare !== sentence && isAll(POINTING)) return true;
  return /:\W*$/.test(bare) && terms.filter(({ term }) => known.has(term)).length >= terms.length * KNOWN;
}
