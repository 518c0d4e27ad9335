import type { EvidenceFeatures } from './evidence-features';

/**
 * Logistic regression, fitted by Newton's method (L2 = 1) on questions of three public help collections. Counter-examples:
 * questions that experts found unanswerable, the same questions with their article taken away, off-topic questions and chat
 * of other trades. `said` was set afterwards on small random parts of those collections, the others held. The bias stands
 * for a desk where most questions have an answer. Five folds by question, figures in the README. The features name no
 * words, so nothing of a collection is learnt by heart.
 */
export const EVIDENCE_WEIGHTS: Readonly<Partial<Record<keyof EvidenceFeatures, number>>> = {
  coverage: -0.05,
  titleFocus: 0.65,
  pairs: 0.53,
  sentence: -1.25,
  mass: -0.39,
  unseen: -2.24,
  specific: 0.21,
  substance: 0.54,
  titleMass: 2.28,
  letters: 2.53,
  subjectCoverage: 0.48,
  subjectTitle: -1.27,
  subjectFocus: 2.55,
  subjectPairs: 0.66,
  identifiers: -1.56,
  agreement: 1.53,
  codesMissing: -0.82,
  lead: 1.98,
  said: 3,
};
export const EVIDENCE_BIAS = -3.17;
