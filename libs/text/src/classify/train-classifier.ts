import { type HeldOut, fitFloor, fitTemperature, heldOutBy } from './calibrate';
import { encode, MODEL_VERSION, type ClassifierModel } from './classifier-model';
import { type TextFeatures, featuresOf, hashOf } from './features';
import { quantize } from './quantize';
import { rowsFor, vectorOf } from './sparse-vector';
import { type LinearTask, type Sample, trainLinear } from './train-linear';

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
  /** Below this confidence `classify` answers `unknown`. Default: where hardly any right answer lies, at most 0.3. */
  readonly floor?: number;
  /** Most frequent features kept. Default 45,000, fewer with many labels. */
  readonly maxFeatures?: number;
}

/** The label of examples that belong to none of the others. */
export const OUT_OF_SCOPE = 'unknown';

const FEW = 20;
const MANY = 2000;
const FOLDS = 3;
/** Of many examples, one in so many is held out. */
const PARTS = 5;
const MAX_FEATURES = 45_000;
/** Keeps the stored model below 10 MB. */
const MAX_WEIGHTS = 6_500_000;
const HIGHEST_FLOOR = 0.3;

/**
 * Trains linear support vector machines on words, word pairs, letter groups and what a text means. Deterministic: the same
 * examples in the same order give the same model. What makes its confidence honest is fitted on examples that a training has not
 * seen. A label with few examples is also learnt from its name. Examples labelled `unknown` teach what belongs to none.
 * @throws RangeError with fewer than two labels.
 */
export function trainClassifier(given: readonly LabelledText[], options: TrainingOptions = {}): ClassifierModel {
  const labels = [...new Set(given.map((example) => example.label))].sort();
  if (labels.length < 2) throw new RangeError('a classifier needs examples of at least two labels');
  const examples = [...given, ...namesOfRareLabels(given, labels)];
  const read = examples.map((example) => ({ ...example, ...featuresOf(example.text) }));
  const { features, idf, rowOf } = vocabulary(read, limitOf(labels.length, options));
  const labelOf = new Map(labels.map((label, at) => [label, at]));
  const samples = read.map((example) => ({
    vector: vectorOf(example, rowOf, idf),
    label: labelOf.get(example.label) ?? 0,
  }));
  const rows = rowsFor(features.length, read[0]?.meaning.length ?? 0);
  const task = taskOf(samples.length, rows, labels.length);
  const heldOut = holdOut(samples, task);
  const temperature = fitTemperature(heldOut);
  const { weights, scales } = quantize(trainLinear(samples, task));
  return {
    version: MODEL_VERSION,
    labels,
    temperature,
    floor: options.floor ?? fitFloor(heldOut, temperature, HIGHEST_FLOOR),
    trainedOn: given.length,
    features: encode(features),
    idf: encode(idf),
    weights: encode(weights),
    scales: encode(scales),
  };
}

/** Few-shot training: label names, descriptions and a few examples each. */
export function trainFromLabels(labels: readonly LabelDefinition[], options: TrainingOptions = {}): ClassifierModel {
  const examples = labels.flatMap(({ name, description, examples: texts = [] }) =>
    [wordsOfName(name), ...(description ? [description] : []), ...texts].map((text) => ({ text, label: name })),
  );
  return trainClassifier(examples, options);
}

const wordsOfName = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

function namesOfRareLabels(examples: readonly LabelledText[], labels: readonly string[]): LabelledText[] {
  const counts = new Map<string, number>();
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1);
  return labels
    .filter((label) => label !== OUT_OF_SCOPE && (counts.get(label) ?? 0) <= FEW)
    .map((label) => ({ text: wordsOfName(label), label }));
}

const limitOf = (labels: number, { maxFeatures = MAX_FEATURES }: TrainingOptions): number =>
  Math.min(maxFeatures, Math.floor(MAX_WEIGHTS / labels));

const taskOf = (samples: number, rows: number, labels: number): LinearTask => ({
  rows,
  labels,
  epochs: samples > MANY ? 8 : 15,
  positiveWeight: samples / labels > FEW ? 5 : FEW,
});

function vocabulary(read: readonly TextFeatures[], limit: number) {
  const frequency = new Map<number, number>();
  for (const { counts } of read) for (const hash of counts.keys()) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  const minimum = read.length > 500 ? 2 : 1;
  const kept = [...frequency]
    .filter(([, count]) => count >= minimum)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit);
  const features = Uint32Array.from(kept, ([hash]) => hash);
  const idf = Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + read.length) / (1 + count)));
  return { features, idf, rowOf: new Map([...features].map((hash, row) => [hash, row])) };
}

/** Few examples are all held out in turn; of many, a part of them says enough. */
function holdOut(samples: readonly Sample[], task: LinearTask): HeldOut[] {
  const isMany = samples.length > MANY;
  const foldOf = samples.map((_, at) => hashOf(`fold ${at}`) % (isMany ? PARTS : FOLDS));
  const folds = isMany ? 1 : FOLDS;
  const epochs = Math.ceil(task.epochs / 2);
  return Array.from({ length: folds }, (_, fold) => {
    const known = samples.filter((__, at) => foldOf[at] !== fold);
    const held = samples.filter((__, at) => foldOf[at] === fold);
    return heldOutBy(trainLinear(known, { ...task, epochs }), held);
  }).flat();
}
