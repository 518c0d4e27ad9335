import type { TermStatistics } from '../search/lexical-index';
import { round } from '../ticket/signal';
import { evidenceFeatures, type EvidenceFeatures } from './evidence-features';
import { EVIDENCE_BIAS, EVIDENCE_WEIGHTS } from './evidence-weights';
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
  const weights = Object.entries(EVIDENCE_WEIGHTS) as [keyof EvidenceFeatures, number][];
  const score = weights.reduce((sum, [name, weight]) => sum + weight * features[name], EVIDENCE_BIAS);
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
