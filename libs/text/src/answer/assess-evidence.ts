import type { TermStatistics } from '../search/lexical-index';
import { round } from '../ticket/signal';
import { evidenceFeatures, type EvidenceFeatures } from './evidence-features';
import type { Passage } from './passage';

export type EvidenceReason =
  | 'no_passages'
  | 'no_question'
  | 'words_covered'
  | 'words_missing'
  | 'unknown_words'
  | 'title_fits'
  | 'title_does_not_fit'
  | 'too_little_in_common';

export interface EvidenceAssessment {
  readonly answerable: boolean;
  /** Estimated chance that the passages are about what was asked. */
  readonly confidence: number;
  readonly reasons: readonly EvidenceReason[];
}

export interface AssessmentOptions {
  /** Of the collection the passages come from (`PassageIndex.statistics`). Without it unknown words cannot be noticed and the answer is more careful. */
  readonly statistics?: TermStatistics;
  /** From this confidence on the evidence counts as an answer. */
  readonly threshold?: number;
}

/**
 * Logistic regression, fitted by Newton's method (L2 = 1) on questions of three public help collections. Counter-examples:
 * questions that experts found unanswerable, the same questions with their article taken away, off-topic questions and chat
 * of other trades. `said` was set afterwards on small random parts of those collections, the others held. The bias stands
 * for a desk where most questions have an answer. Five folds by question, figures in the README. The features name no
 * words, so nothing of a collection is learnt by heart.
 */
const WEIGHTS: Readonly<Partial<Record<keyof EvidenceFeatures, number>>> = {
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
const BIAS = -3.17;
const THRESHOLD = 0.6;
const THRESHOLD_WITHOUT_STATISTICS = 0.7;

/** Whether the passages (best first) answer the question. Refuses rather than guesses: no passages, no question, or too little in common is no answer. */
export function assessEvidence(
  question: string,
  passages: readonly Passage[],
  options: AssessmentOptions = {},
): EvidenceAssessment {
  if (passages.length === 0) return { answerable: false, confidence: 0, reasons: ['no_passages'] };
  const features = evidenceFeatures(question, passages, options.statistics);
  if (features.substance === 0) return { answerable: false, confidence: 0, reasons: ['no_question'] };
  const threshold = options.threshold ?? (options.statistics ? THRESHOLD : THRESHOLD_WITHOUT_STATISTICS);
  const confidence = chance(features);
  return {
    answerable: confidence >= threshold,
    confidence: round(confidence),
    reasons: reasonsOf(features, confidence >= threshold),
  };
}

function chance(features: EvidenceFeatures): number {
  const weights = Object.entries(WEIGHTS) as [keyof EvidenceFeatures, number][];
  const score = weights.reduce((sum, [name, weight]) => sum + weight * features[name], BIAS);
  return 1 / (1 + Math.exp(-score));
}

function reasonsOf(features: EvidenceFeatures, answerable: boolean): EvidenceReason[] {
  if (answerable) return features.titleFocus >= 0.5 ? ['words_covered', 'title_fits'] : ['words_covered'];
  const reasons: EvidenceReason[] = [];
  if (features.unseen > 0.25) reasons.push('unknown_words');
  if (features.coverage < 0.5) reasons.push('words_missing');
  if (features.titleFocus < 0.4) reasons.push('title_does_not_fit');
  return reasons.length > 0 ? reasons : ['too_little_in_common'];
}
