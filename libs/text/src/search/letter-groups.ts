import { hashOf } from '../classify/features';
import { STOP_WORDS } from '../tokens/stop-words';
import { tokenize } from '../tokens/tokenize';

/** Groups of four letters of the words of a text, hashed, each with a weight; the weights are a vector of length one. */
export interface LetterGroups {
  readonly hashes: Uint32Array;
  readonly weights: Float32Array;
}

const SIZE = 4;

/** What words share by spelling: endings, compounds, parts of identifiers. A word counts as much as `weightOf` says. */
export function letterGroups(text: string, weightOf: (word: string) => number = () => 1): LetterGroups {
  const sums = new Map<number, number>();
  for (const { word } of tokenize(text)) {
    const weight = STOP_WORDS.has(word) ? 0 : weightOf(word);
    if (weight <= 0) continue;
    const marked = ` ${word} `;
    for (let at = 0; at + SIZE <= Math.max(SIZE, marked.length); at += 1) {
      const hash = hashOf(marked.slice(at, at + SIZE));
      sums.set(hash, (sums.get(hash) ?? 0) + weight);
    }
  }
  const weights = Float32Array.from(sums.values(), (sum) => Math.log(1 + sum));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { hashes: Uint32Array.from(sums.keys()), weights: weights.map((weight) => weight / length) };
}

/** Cosine of a text with the groups of another: 0 for nothing in common, 1 for the same words. */
export function groupsInCommon(wanted: ReadonlyMap<number, number>, { hashes, weights }: LetterGroups): number {
  let sum = 0;
  for (let at = 0; at < hashes.length; at += 1) {
    const weight = wanted.get(hashes[at] ?? 0);
    if (weight !== undefined) sum += weight * (weights[at] ?? 0);
  }
  return sum;
}

/** The groups of a question by hash, ready to be looked up. */
export const byHash = ({ hashes, weights }: LetterGroups): ReadonlyMap<number, number> =>
  new Map(Array.from(hashes, (hash, at) => [hash, weights[at] ?? 0]));
