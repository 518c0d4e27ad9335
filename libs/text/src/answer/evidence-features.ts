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
  /** Share of the question's content words that one sentence says, together with the heading that it stands under. */
  readonly stated: number;
  /** Words in common between question and best title, damped. */
  readonly titleMass: number;
}

const LOOKED_AT = 5;

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
  return {
    coverage: max((f) => f.coverage),
    titleCoverage: max((f) => f.titleCoverage),
    titleFocus: max((f) => Math.max(f.titleFocus, f.headingFocus)),
    pairs: max((f) => f.pairs),
    sentence: max((f) => f.sentence),
    mass: damp(max((f) => f.coverage) * total, 1.5),
    unseen: total > 0 ? content.filter((t) => t.unseen).reduce((sum, t) => sum + t.weight, 0) / total : 1,
    specific: max((f) => specific(content, f)),
    substance: damp(content.length, 4),
    stated: max((f) => f.stated),
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
