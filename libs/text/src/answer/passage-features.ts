import { synonymsOf } from '../search/synonyms';
import type { TermStatistics } from '../search/lexical-index';
import type { Term } from '../tokens/tokenize';
import { type AnalysedSection, analysedPassage } from './analysed-passage';
import type { Passage } from './passage';
import { rarity, type QuestionTerm } from './question-terms';

/** How a passage relates to a question; every figure lies between 0 and 1. */
export interface PassageFeatures {
  /** Share of the question's weight found in title, headings or text (a synonym counts for part). */
  readonly coverage: number;
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
  /** Terms of the question found literally in the passage. */
  readonly matched: readonly string[];
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
  const { title, heading, body, sentences, sections } = analysedPassage(passage);
  const content = terms.filter((term) => !term.filler);
  const titleSet = setOf(title);
  const all = new Set([...titleSet, ...setOf(heading), ...setOf(body)]);
  return {
    coverage: share(terms, all),
    titleCoverage: share(terms, titleSet),
    titleFocus: titleFocus(terms, titleSet, statistics),
    pairs: pairs(terms, [title, heading, body]),
    sentence: Math.max(0, ...sentences.map((words) => share(terms, words))),
    stated: Math.max(0, ...sections.map((section) => stated(content, section))),
    headingFocus: Math.max(0, ...sections.map((section) => titleFocus(terms, section.heading, statistics))),
    matched: content.filter((term) => all.has(term.term)).map((term) => term.term),
  };
}

const setOf = (terms: readonly Term[]): Set<string> => new Set(terms.map((term) => term.term));

function stated(content: readonly QuestionTerm[], { heading, sentences }: AnalysedSection): number {
  return Math.max(0, ...sentences.map((words) => share(content, new Set([...heading, ...words]))));
}

/** Weighed share of the terms that a set of words contains. */
export function share(terms: readonly QuestionTerm[], words: ReadonlySet<string>): number {
  let found = 0;
  let total = 0;
  for (const { term, weight } of terms) {
    total += weight;
    if (words.has(term)) found += weight;
    else if (synonymsOf(term).some((synonym) => words.has(synonym))) found += weight * SYNONYM_SHARE;
  }
  return total > 0 ? found / total : 0;
}

function titleFocus(terms: readonly QuestionTerm[], title: ReadonlySet<string>, statistics?: TermStatistics): number {
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

function pairs(terms: readonly QuestionTerm[], fields: readonly (readonly Term[])[]): number {
  const content = terms.filter((term) => !term.filler);
  if (content.length < 2) return 0;
  const positions = fields.map(positionsOf);
  let found = 0;
  let total = 0;
  content.slice(1).forEach((term, index) => {
    const previous = content[index];
    if (!previous) return;
    const weight = term.weight + previous.weight;
    total += weight;
    if (positions.some((field) => near(field.get(previous.term), field.get(term.term)))) found += weight;
  });
  return total > 0 ? found / total : 0;
}

function positionsOf(field: readonly Term[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  field.forEach(({ term }, at) => positions.set(term, [...(positions.get(term) ?? []), at]));
  return positions;
}

function near(first: readonly number[] | undefined, second: readonly number[] | undefined): boolean {
  if (!first || !second) return false;
  return first.some((a) => second.some((b) => Math.abs(a - b) <= NEAR));
}
