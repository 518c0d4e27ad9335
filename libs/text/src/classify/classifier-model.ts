import type { WeightMatrix } from './sparse-vector';

/** The form of models that `classify` understands; another file of word vectors is another form. */
export const MODEL_VERSION = 3;

/** A trained classifier as plain JSON. Arrays are little-endian in base64. */
export interface ClassifierModel {
  readonly version: typeof MODEL_VERSION;
  readonly labels: readonly string[];
  /** Hashes of the kept features, 32 bits; row i of `weights` belongs to entry i. */
  readonly features: string;
  /** 32-bit floats. */
  readonly idf: string;
  /** (features + 1 + directions of meaning) × labels, one byte each; behind the features is the constant. */
  readonly weights: string;
  /** What the bytes of a feature's row are multiplied by, 32-bit floats. */
  readonly scales: string;
  readonly temperature: number;
  /** Below this confidence the answer is `unknown`. */
  readonly floor: number;
  readonly trainedOn: number;
}

export interface Classification {
  /** A label of the model, or `unknown`. */
  readonly label: string;
  readonly confidence: number;
  /** The best labels with their calibrated chances, best first (three unless asked for more); also when the label is `unknown`. */
  readonly alternatives: readonly { readonly label: string; readonly confidence: number }[];
}

export interface LoadedModel {
  readonly labels: readonly string[];
  readonly rowOf: ReadonlyMap<number, number>;
  readonly idf: Float32Array;
  readonly matrix: WeightMatrix;
  readonly temperature: number;
  readonly floor: number;
}

const loaded = new WeakMap<ClassifierModel, LoadedModel>();

/** The arrays of a model, decoded once per model object. */
export function loadModel(model: ClassifierModel): LoadedModel {
  const known = loaded.get(model);
  if (known) return known;
  const { labels, temperature, floor } = model;
  const features = new Uint32Array(decode(model.features));
  const matrix = {
    labels: labels.length,
    weights: new Int8Array(decode(model.weights)),
    scales: new Float32Array(decode(model.scales)),
  };
  const rowOf = new Map([...features].map((hash, row) => [hash, row]));
  const fresh = { labels, rowOf, idf: new Float32Array(decode(model.idf)), matrix, temperature, floor };
  loaded.set(model, fresh);
  return fresh;
}

export function encode(array: Float32Array | Uint32Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

function decode(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64')).buffer;
}
