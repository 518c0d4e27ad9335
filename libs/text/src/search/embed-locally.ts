import { hashOf } from '../classify/features';
import { analyze } from '../tokens/tokenize';

export const LOCAL_EMBEDDING_DIMENSIONS = 384;

const LETTER_SHARE = 0.35;
const FILLER_SHARE = 0.2;
const DIRECTIONS = 3;

/**
 * A vector of length 1 for a text, without a model: stems, pairs and letter groups are hashed to signed directions. Texts
 * that share words or spellings are near each other (dot product); it knows nothing of meaning. Deterministic; all zeros
 * for a text without words.
 */
export function embedLocally(text: string): Float32Array {
  const vector = new Float32Array(LOCAL_EMBEDDING_DIMENSIONS);
  for (const [feature, weight] of weighed(text)) addDirection(vector, feature, weight);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function weighed(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight);
  let previous = '';
  for (const { term, kind } of analyze(text)) {
    const weight = kind === 'filler' ? FILLER_SHARE : 1;
    add(`w:${term}`, weight);
    if (previous) add(`b:${previous} ${term}`, weight * 0.5);
    previous = term;
    for (let at = 0; at + 4 <= term.length; at += 1) add(`c:${term.slice(at, at + 4)}`, weight * LETTER_SHARE);
  }
  return new Map([...counts].map(([feature, count]) => [feature, Math.log(1 + count)]));
}

function addDirection(vector: Float32Array, feature: string, weight: number): void {
  for (let direction = 0; direction < DIRECTIONS; direction += 1) {
    const hash = mix(hashOf(`${direction}${feature}`));
    const at = hash % vector.length;
    vector[at] = (vector[at] ?? 0) + (hash & 0x80000000 ? -weight : weight);
  }
}

function mix(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
