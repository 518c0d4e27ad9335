import type { TermStatistics } from '../search/lexical-index';
import type { Passage } from './passage';
import { passageFeatures, type PassageFeatures } from './passage-features';
import { questionTerms } from './question-terms';

/** Fitted by a softmax over the candidates of public support questions; five-fold cross-validated (see README). */
const RANK_WEIGHTS = { score: 5.3, coverage: 0.55, titleCoverage: 1.5, titleFocus: 5, pairs: 1.9, sentence: 2.5 };
/** Set by hand: none of those collections has headings inside its articles. */
const HEADING_WEIGHT = 3;

/**
 * Orders passages of one search by how well they fit the question; `score` of the result is comparable within the list.
 * Works on the candidates of any search that gives a score.
 */
export function rerankPassages(question: string, passages: readonly Passage[], statistics?: TermStatistics): Passage[] {
  const terms = questionTerms(question, statistics);
  const top = Math.max(1e-9, ...passages.map((passage) => passage.score ?? 0));
  return passages
    .map((passage) => ({
      ...passage,
      score: rankScore(passageFeatures(terms, passage, statistics), (passage.score ?? 0) / top),
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function rankScore(features: PassageFeatures, relative: number): number {
  const w = RANK_WEIGHTS;
  return (
    w.score * relative +
    w.coverage * features.coverage +
    w.titleCoverage * features.titleCoverage +
    w.titleFocus * features.titleFocus +
    w.pairs * features.pairs +
    w.sentence * features.sentence +
    HEADING_WEIGHT * features.headingFocus
  );
}
