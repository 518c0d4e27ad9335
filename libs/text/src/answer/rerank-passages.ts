import type { TermStatistics } from '../search/lexical-index';
import type { Passage } from './passage';
import { rankFeatures, type RankFeatures } from './rank-features';
import { RANK_WEIGHTS } from './rank-weights';

const WEIGHTS = Object.entries(RANK_WEIGHTS) as [keyof RankFeatures, number][];
/** Spreads the scores of candidates that fit almost as well as the best over the upper half. */
const SPREAD = 4;

/**
 * Orders passages of one search by how well they fit the question; `score` of the result is 1 for the best and falls
 * towards 0. Works on the candidates of any search that gives a score.
 */
export function rerankPassages(question: string, passages: readonly Passage[], statistics?: TermStatistics): Passage[] {
  const features = rankFeatures(question, passages, statistics);
  const scores = features.map(fit);
  const top = Math.max(...scores);
  return passages
    .map((passage, at) => ({ ...passage, score: Math.exp(((scores[at] ?? 0) - top) / SPREAD) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

const fit = (features: RankFeatures): number =>
  WEIGHTS.reduce((sum, [name, weight]) => sum + weight * features[name], 0);
