import { encode, type ClassifierModel } from './classifier-model';
import { featuresOf, hashOf } from './features';
import { scoresOf, softmax, vectorOf, type SparseVector } from './sparse-vector';

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface LabelDefinition {
  readonly name: string;
  readonly description?: string;
  readonly examples?: readonly string[];
}

export interface TrainingOptions {
  /** Below this confidence `classify` answers `unknown`. Default 0.3. */
  readonly floor?: number;
  readonly epochs?: number;
  /** Most frequent features kept. Default 40,000. */
  readonly maxFeatures?: number;
}

interface Sample {
  readonly vector: SparseVector;
  readonly label: number;
}

interface Trained {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const LEARNING_RATE = 1;
const HOLD_OUT = 6;

/**
 * Trains a multinomial logistic regression on hashed words, word pairs and letter groups. Deterministic: the same examples
 * in the same order give the same model. The temperature that makes its confidence honest is fitted on a sixth of the
 * examples that a first training does not see. Needs at least two labels; works from a handful of examples per label on.
 * @throws RangeError with fewer than two labels.
 */
export function trainClassifier(examples: readonly LabelledText[], options: TrainingOptions = {}): ClassifierModel {
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  if (labels.length < 2) throw new RangeError('a classifier needs examples of at least two labels');
  const counted = examples.map((example) => featuresOf(example.text));
  const { features, idf, rowOf } = vocabulary(counted, options.maxFeatures ?? 40_000);
  const labelOf = new Map(labels.map((label, at) => [label, at]));
  const samples = examples.map((example, at) => ({
    vector: vectorOf(counted[at] ?? new Map(), rowOf, idf),
    label: labelOf.get(example.label) ?? 0,
  }));
  const epochs = options.epochs ?? (examples.length > 2000 ? 10 : 30);
  const temperature = fitTemperature(samples, features.length, labels.length, epochs);
  const { weights, bias } = descend(samples, features.length, labels.length, epochs);
  return {
    version: 1,
    labels,
    temperature,
    floor: options.floor ?? 0.3,
    trainedOn: examples.length,
    features: encode(features),
    idf: encode(idf),
    weights: encode(weights),
    bias: encode(bias),
  };
}

/** Few-shot training: label names, descriptions and a few examples each. Names count as examples of themselves. */
export function trainFromLabels(labels: readonly LabelDefinition[], options: TrainingOptions = {}): ClassifierModel {
  const examples = labels.flatMap(({ name, description, examples: texts = [] }) =>
    [name.replace(/[_-]+/g, ' '), ...(description ? [description] : []), ...texts].map((text) => ({
      text,
      label: name,
    })),
  );
  return trainClassifier(examples, options);
}

function vocabulary(counted: readonly ReadonlyMap<number, number>[], limit: number) {
  const frequency = new Map<number, number>();
  for (const counts of counted) for (const hash of counts.keys()) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  const minimum = counted.length > 500 ? 2 : 1;
  const kept = [...frequency]
    .filter(([, count]) => count >= minimum)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit);
  const features = Uint32Array.from(kept, ([hash]) => hash);
  const idf = Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + counted.length) / (1 + count)));
  return { features, idf, rowOf: new Map([...features].map((hash, row) => [hash, row])) };
}

/** Stochastic gradient descent with a step per feature that shrinks as the feature is seen (AdaGrad by row). */
function descend(samples: readonly Sample[], rows: number, labels: number, epochs: number): Trained {
  const weights = new Float32Array(rows * labels);
  const bias = new Float32Array(labels);
  const seen = new Float32Array(rows).fill(1e-2);
  const gradient = new Float64Array(labels);
  const order = samples.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, epoch + 1);
    for (const at of order) {
      const sample = samples[at];
      if (!sample) continue;
      scoresOf(sample.vector, weights, bias, gradient);
      softmax(gradient);
      gradient[sample.label] = (gradient[sample.label] ?? 0) - 1;
      step(sample.vector, gradient, { weights, bias }, seen);
    }
  }
  return { weights, bias };
}

function step(vector: SparseVector, gradient: Float64Array, { weights, bias }: Trained, seen: Float32Array): void {
  const labels = gradient.length;
  let square = 0;
  for (const value of gradient) square += value * value;
  for (let at = 0; at < vector.rows.length; at += 1) {
    const row = vector.rows[at] ?? 0;
    const value = vector.values[at] ?? 0;
    seen[row] = (seen[row] ?? 0) + square * value * value;
    const rate = (LEARNING_RATE * value) / Math.sqrt(seen[row] ?? 1);
    const base = row * labels;
    for (let label = 0; label < labels; label += 1)
      weights[base + label] = (weights[base + label] ?? 0) - rate * (gradient[label] ?? 0);
  }
  for (let label = 0; label < labels; label += 1) bias[label] = (bias[label] ?? 0) - 0.01 * (gradient[label] ?? 0);
}

/** Fisher-Yates with a fixed linear congruential sequence, so that training is repeatable. */
function shuffle(order: number[], seed: number): void {
  let state = hashOf(`epoch ${seed}`);
  for (let at = order.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

function fitTemperature(samples: readonly Sample[], rows: number, labels: number, epochs: number): number {
  const isHeldOut = (_: Sample, at: number) => hashOf(`fold ${at}`) % HOLD_OUT === 0;
  const held = samples.filter(isHeldOut);
  const trained = descend(
    samples.filter((sample, at) => !isHeldOut(sample, at)),
    rows,
    labels,
    Math.ceil(epochs / 2),
  );
  let best = { temperature: 1, loss: Infinity };
  for (let temperature = 0.3; temperature <= 3; temperature *= 1.1) {
    const loss = held.reduce((sum, sample) => sum - Math.log(chanceOf(sample, trained, temperature) + 1e-9), 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

function chanceOf(sample: Sample, trained: Trained, temperature: number): number {
  const scores = new Float64Array(trained.bias.length);
  scoresOf(sample.vector, trained.weights, trained.bias, scores);
  softmax(scores, temperature);
  return scores[sample.label] ?? 0;
}
