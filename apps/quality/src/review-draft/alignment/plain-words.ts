import { analyze } from '@mesh/text';
import { COURTESY } from '../checks/is-courtesy';

/** Addresses are not wording: what they say is checked as links. */
export const withoutAddresses = (text: string): string =>
  text
    .replace(/!?\[([^\]\n]*)\] ?\([^)\s]*\)/g, '$1')
    .replace(/\[?\bhttps?:\/\/[^\s<>\])]+\]?/gi, ' ')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '');

/** The terms that state something: no addresses, no words of courtesy, no words of asking. */
export const statingTerms = (text: string): ReadonlySet<string> =>
  new Set(
    analyze(withoutAddresses(text))
      .filter(({ term, kind }) => kind === 'content' && !COURTESY.has(term))
      .map(({ term }) => term),
  );

/** Words written as names within a sentence: what opens one, or follows a colon or a quote, is written so for other reasons. */
const NAME = /(?<=[\p{Ll}\d,)] )\p{Lu}\p{Ll}{2,}(?=\W|$)/gu;

/** What is pressed bears a name too, but is no more than a word of the step. */
const CONTROL =
  /\b(?:[Cc]lick|[Tt]ap|[Pp]ress|[Ss]elect|[Cc]hoose|[Hh]it)(?: on)?(?: the)?(?: (?:\p{Lu}[\p{L}&]*|and|or|&)(?=\W|$))+/gu;

/** The names that a sentence speaks of, in words of their own. */
export const namesIn = (text: string): string[] => [...text.replace(CONTROL, ' ').matchAll(NAME)].map(([name]) => name);
