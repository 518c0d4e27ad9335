import { synonymsOf } from '../search/synonyms';
import type { TermStatistics } from '../search/lexical-index';
import { type AnalysedSection, analysedPassage } from './analysed-passage';
import type { Passage } from './passage';
import { rarity, type QuestionTerm } from './question-terms';

/** How a passage relates to a question; every figure lies between 0 and 1. */
export interface PassageFeatures {
  /** Share of the question's weight found in title, headings or text (a synonym counts for part). */
  readonly coverage: number;
  /** Share found in the title and one section heading. */
  readonly titleCoverage: number;
  /** Share of the title's weight that the question mentions. */
  readonly titleFocus: number;
  /** Share of neighbouring question words that also stand close together in the passage. */
  readonly pairs: number;
  /** Coverage by the best single sentence. */
  readonly sentence: number;
  /** Share of the question's content words that one sentence says, together with the heading that it stands under. */
  readonly stated: number;
  /** Share of a section heading's weight that the question mentions. */
  readonly headingFocus: number;
}

const SYNONYM_SHARE = 0.5;
const NEAR = 3;
/** Keeps a title of one or two words from fitting every question that mentions them. */
const SHORT_TITLE = 0.3;

export function passageFeatures(
  terms: readonly QuestionTerm[],
  passage: Passage,
  statistics?: TermStatistics,
): PassageFeatures {
  const { title, words, positions, sections } = analysedPassage(passage);
  const content = terms.filter((term) => !term.filler);
  const sentences = sections.flatMap((section) => section.sentences);
  return {
    coverage: share(terms, words),
    titleCoverage: Math.max(share(terms, title), ...sections.map(({ heading }) => share(terms, title, heading))),
    titleFocus: titleFocus(terms, title, statistics),
    pairs: pairs(content, positions),
    sentence: Math.max(0, ...sentences.map((sentence) => share(terms, sentence.words))),
    stated: Math.max(0, ...sections.map((section) => stated(content, section))),
    headingFocus: Math.max(0, ...sections.map(({ heading }) => titleFocus(terms, heading, statistics))),
  };
}

const stated = (content: readonly QuestionTerm[], { heading, sentences }: AnalysedSection): number =>
  Math.max(0, ...sentences.map(({ words }) => share(content, words, heading)));

const NONE: ReadonlySet<string> = new Set();

/** Weighed share of the terms that words, or further words, contain. */
export function share(
  terms: readonly QuestionTerm[],
  words: ReadonlySet<string>,
  further: ReadonlySet<string> = NONE,
): number {
  const has = (term: string) => words.has(term) || further.has(term);
  let found = 0;
  let total = 0;
  for (const { term, weight } of terms) {
    total += weight;
    if (has(term)) found += weight;
    else if (synonymsOf(term).some(has)) found += weight * SYNONYM_SHARE;
  }
  return total > 0 ? found / total : 0;
}

function titleFocus(terms: readonly QuestionTerm[], title: ReadonlySet<string>, statistics?: TermStatistics): number {
  if (title.size === 0) return 0;
  const asked = new Set(terms.map((term) => term.term));
  let found = 0;
  let total = 0;
  for (const term of title) {
    const weight = rarity(term, statistics);
    total += weight;
    if (asked.has(term)) found += weight;
    else if (synonymsOf(term).some((synonym) => asked.has(synonym))) found += weight * SYNONYM_SHARE;
  }
  return total > 0 ? found / (total + SHORT_TITLE) : 0;
}

function pairs(content: readonly QuestionTerm[], fields: readonly ReadonlyMap<string, readonly number[]>[]): number {
  let found = 0;
  let total = 0;
  content.slice(1).forEach((term, index) => {
    const previous = content[index];
    if (!previous) return;
    const weight = term.weight + previous.weight;
    total += weight;
    if (fields.some((field) => near(field.get(previous.term), field.get(term.term)))) found += weight;
  });
  return total > 0 ? found / total : 0;
}

function near(first: readonly number[] | undefined, second: readonly number[] | undefined): boolean {
  if (!first || !second) return false;
  return first.some((a) => second.some((b) => Math.abs(a - b) <= NEAR));
}
