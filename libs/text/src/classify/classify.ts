import { loadModel, type Classification, type ClassifierModel } from './classifier-model';
import { featuresOf, stemFeatures } from './features';
import { scoresOf, softmax, vectorOf } from './sparse-vector';

/**
 * The label of a text with an honest confidence: the calibrated chance, lowered where the model has never seen the words.
 * Below the model's floor the label is `unknown`.
 */
export function classify(
  model: ClassifierModel,
  text: string,
  options: { alternatives?: number } = {},
): Classification {
  const { labels, rowOf, idf, matrix, temperature, floor } = loadModel(model);
  const scores = new Float64Array(labels.length);
  scoresOf(vectorOf(featuresOf(text), rowOf, idf), matrix, scores);
  softmax(scores, temperature);
  const familiarity = familiar(text, rowOf);
  const alternatives = labels
    .map((label, at) => ({ label, confidence: Math.round((scores[at] ?? 0) * familiarity * 1000) / 1000 }))
    .sort((a, b) => b.confidence - a.confidence || (a.label < b.label ? -1 : 1))
    .slice(0, options.alternatives ?? 3);
  const best = alternatives[0];
  if (!best || best.confidence < floor) return { label: 'unknown', confidence: best?.confidence ?? 0, alternatives };
  return { label: best.label, confidence: best.confidence, alternatives };
}

function familiar(text: string, rowOf: ReadonlyMap<number, number>): number {
  const stems = stemFeatures(text);
  if (stems.length === 0) return 0;
  const known = stems.filter((hash) => rowOf.has(hash)).length / stems.length;
  return Math.min(1, 0.3 + known);
}
