import type { TermStatistics } from '../search/lexical-index';
import type { Passage } from './passage';
import { passageFeatures, type PassageFeatures } from './passage-features';
import { questionTerms, type QuestionTerm } from './question-terms';

/** What a set of passages, best first, tells about whether a question can be answered from them. */
export interface EvidenceFeatures {
  readonly coverage: number;
  readonly titleCoverage: number;
  readonly titleFocus: number;
  readonly pairs: number;
  readonly sentence: number;
  /** Weight of the question's terms found in the best passage, damped: many rare words in common is strong evidence. */
  readonly mass: number;
  /** Share of the question's weight in words that the collection has never seen. */
  readonly unseen: number;
  /** Share of the three rarest words of the question found in one passage. */
  readonly specific: number;
  /** How many content words the question has, damped: 0 for none, towards 1 for many. */
  readonly substance: number;
  /**
   * Share of the question's content words that one sentence says together with its heading. Counts the less the more
   * passages the collection has: in many, most words stand together somewhere.
   */
  readonly said: number;
  /** Words in common between question and best title, damped. */
  readonly titleMass: number;
}

const LOOKED_AT = 5;
/** Passages of a collection in which `said` counts half. */
const SMALL_COLLECTION = 30;

export function evidenceFeatures(
  question: string,
  passages: readonly Passage[],
  statistics?: TermStatistics,
): EvidenceFeatures {
  const terms = questionTerms(question, statistics);
  const content = terms.filter((term) => !term.filler);
  const features = passages.slice(0, LOOKED_AT).map((passage) => passageFeatures(terms, passage, statistics));
  const max = (pick: (f: PassageFeatures) => number) => Math.max(0, ...features.map(pick));
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  const unseen = total > 0 ? content.reduce((sum, t) => sum + t.weight * t.unseen, 0) / total : 1;
  return {
    coverage: max((f) => f.coverage),
    titleCoverage: max((f) => f.titleCoverage),
    titleFocus: max((f) => Math.max(f.titleFocus, f.headingFocus)),
    pairs: max((f) => f.pairs),
    sentence: max((f) => f.sentence),
    mass: damp(max((f) => f.coverage) * total, 1.5),
    unseen,
    specific: max((f) => specific(content, f)),
    substance: damp(content.length, 4),
    said: max((f) => f.stated) * (1 - unseen) * (statistics ? 1 - damp(statistics.size, SMALL_COLLECTION) : 0),
    titleMass: damp(max((f) => f.titleCoverage) * total, 0.8),
  };
}

function damp(value: number, half: number): number {
  return value / (value + half);
}

function specific(content: readonly QuestionTerm[], features: PassageFeatures): number {
  const rarest = [...content].sort((a, b) => b.weight - a.weight).slice(0, 3);
  const found = rarest.filter((term) => features.matched.includes(term.term)).length;
  return rarest.length > 0 ? found / rarest.length : 0;
}
