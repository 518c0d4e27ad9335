import { shippedVectors } from './shipped-vectors';
import { rowsOf } from './word-rows';
import type { WordVectors } from './word-vectors';

/**
 * What a text means, as a direction of length 1: texts that say the same in other words are near each other (dot product).
 * The words count by how much they tell; their order does not. English. All zeros for a text without a known word.
 * Deterministic, far below a millisecond for a message; the vectors come with the library and are read once.
 */
export const embedText = (text: string): Float32Array => embedWith(shippedVectors(), text);

/** As `embedText`, with other vectors. */
export function embedWith(vectors: WordVectors, text: string): Float32Array {
  const { dimensions, entries, scales } = vectors;
  const sum = new Float32Array(dimensions);
  for (const row of rowsOf(text, vectors)) {
    const scale = scales[row] ?? 0;
    for (let at = 0; at < dimensions; at += 1)
      sum[at] = (sum[at] as number) + scale * (entries[row * dimensions + at] as number);
  }
  const length = Math.sqrt(sum.reduce((square, value) => square + value * value, 0));
  return length > 0 ? sum.map((value) => value / length) : sum;
}
