import type { TextFeatures } from './features';

export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** Weights of features, rows × labels. */
export interface WeightMatrix {
  readonly labels: number;
  readonly weights: Float32Array | Int8Array;
  /** What the entries of a row are multiplied by; 1 where it is left out. */
  readonly scales?: Float32Array;
}

/** What every vector has in the row behind the features: how common a label is by itself. */
const CONSTANT = 0.3;
/** How long what a text means is beside its features, which have length 1; found by cross-validation. */
const MEANING = 1.25;
/** The square of a vector's length. */
export const SQUARE = 1 + CONSTANT * CONSTANT + MEANING * MEANING;

/** How many rows a matrix has for the vectors of so many features and directions of meaning. */
export const rowsFor = (features: number, directions: number): number => features + 1 + directions;

/**
 * Features times their IDF, of length 1; behind them the constant, and what the text means (`embedText`). Features without
 * a row are left out.
 */
export function vectorOf(
  { counts, meaning }: TextFeatures,
  rowOf: ReadonlyMap<number, number>,
  idf: Float32Array,
): SparseVector {
  const rows: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [hash, count] of counts) {
    const row = rowOf.get(hash);
    if (row === undefined) continue;
    const value = count * (idf[row] ?? 0);
    rows.push(row);
    values.push(value);
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  const everywhere = [CONSTANT, ...meaning.map((value) => value * MEANING)];
  return {
    rows: Int32Array.from([...rows, ...everywhere.map((_, at) => rowOf.size + at)]),
    values: Float32Array.from([...values.map((value) => value / length), ...everywhere]),
  };
}

/** One score per label, written into `out`. */
export function scoresOf(vector: SparseVector, { labels, weights, scales }: WeightMatrix, out: Float64Array): void {
  out.fill(0);
  for (let at = 0; at < vector.rows.length; at += 1) {
    const row = vector.rows[at] ?? 0;
    const value = (vector.values[at] ?? 0) * (scales?.[row] ?? 1);
    const base = row * labels;
    for (let label = 0; label < labels; label += 1)
      out[label] = (out[label] as number) + value * (weights[base + label] as number);
  }
}

/** Turns scores into chances in place. */
export function softmax(scores: Float64Array, temperature = 1): void {
  let max = -Infinity;
  for (const score of scores) if (score > max) max = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const value = Math.exp(((scores[at] ?? 0) - max) / temperature);
    scores[at] = value;
    sum += value;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}
