import type { RankFeatures } from './rank-features';

/**
 * A softmax over the candidates of a search, fitted on four public collections of support questions, each collection with
 * the same weight except the smallest, which has .4 (Adam, L2 = .001). Five folds by question, figures in the README. The
 * features name no words, so nothing of a collection is learnt by heart. Set by hand: headings, since those collections
 * have hardly any. Earlier use is fitted last and by itself, on the one collection whose questions share documents.
 */
export const RANK_WEIGHTS: Readonly<Partial<Record<keyof RankFeatures, number>>> = {
  score: -0.77,
  lexical: 1.84,
  titleCoverage: -0.79,
  titleFocus: 1.97,
  sentence: -1.2,
  subjectCoverage: 1.95,
  subjectTitle: 1.8,
  subjectFocus: -0.53,
  subjectPairs: 1.15,
  subjectSentence: 2.94,
  letters: 4.84,
  titleLetters: 3.42,
  identifiers: 0.6,
  documentScore: 0.5,
  agreement: 1.21,
  linked: 0.79,
  opening: 0.82,
  headingFocus: 1.5,
  usedBefore: 8.63,
};
