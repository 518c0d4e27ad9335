export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** TF-IDF with damped counts, of length 1; features without a row are left out. */
export function vectorOf(
  counts: ReadonlyMap<number, number>,
  rowOf: ReadonlyMap<number, number>,
  idf: Float32Array,
): SparseVector {
  const rows: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [hash, count] of counts) {
    const row = rowOf.get(hash);
    if (row === undefined) continue;
    const value = (1 + Math.log(count)) * (idf[row] ?? 0);
    rows.push(row);
    values.push(value);
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  return { rows: Int32Array.from(rows), values: Float32Array.from(values, (value) => value / length) };
}

/** `weights` is rows × labels; the result is one score per label, written into `out`. */
export function scoresOf(vector: SparseVector, weights: Float32Array, bias: Float32Array, out: Float64Array): void {
  const labels = bias.length;
  for (let label = 0; label < labels; label += 1) out[label] = bias[label] ?? 0;
  for (let at = 0; at < vector.rows.length; at += 1) {
    const value = vector.values[at] ?? 0;
    const base = (vector.rows[at] ?? 0) * labels;
    for (let label = 0; label < labels; label += 1)
      out[label] = (out[label] ?? 0) + value * (weights[base + label] ?? 0);
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
