/** A trained classifier as plain JSON. Numbers are little-endian 32-bit arrays in base64. */
export interface ClassifierModel {
  readonly version: 1;
  readonly labels: readonly string[];
  /** Hashes of the kept features; row i of `weights` belongs to entry i. */
  readonly features: string;
  readonly idf: string;
  /** features × labels. */
  readonly weights: string;
  readonly bias: string;
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
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly temperature: number;
  readonly floor: number;
}

const loaded = new WeakMap<ClassifierModel, LoadedModel>();

/** The arrays of a model, decoded once per model object. */
export function loadModel(model: ClassifierModel): LoadedModel {
  const known = loaded.get(model);
  if (known) return known;
  const features = new Uint32Array(decode(model.features));
  const fresh = {
    labels: model.labels,
    rowOf: new Map([...features].map((hash, row) => [hash, row])),
    idf: new Float32Array(decode(model.idf)),
    weights: new Float32Array(decode(model.weights)),
    bias: new Float32Array(decode(model.bias)),
    temperature: model.temperature,
    floor: model.floor,
  };
  loaded.set(model, fresh);
  return fresh;
}

export function encode(array: Float32Array | Uint32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

function decode(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64')).buffer;
}
