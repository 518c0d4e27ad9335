import { embedText } from '../meaning/embed-text';
import { stem } from '../tokens/stem';
import { tokenize } from '../tokens/tokenize';

/** What is known of a text before a model looks at it. */
export interface TextFeatures {
  /** Hashed features with their damped counts. */
  readonly counts: ReadonlyMap<number, number>;
  /** As `embedText` says it. */
  readonly meaning: Float32Array;
}

/** What a feature of each kind counts, found by cross-validation. */
const WEIGHTS = { stem: 1.5, pair: 1, near: 1, letters: 0.6 };
const MAX_LENGTH = 6000;
/** Two words at most so far apart count as near. */
const NEAR = 4;

/**
 * What a text means, and its hashed features: stems, pairs of neighbouring and of near stems, and letter groups
 * of 3 to 5 inside words.
 */
export function featuresOf(text: string): TextFeatures {
  const weights = new Map<number, number>();
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number): void => {
    const hash = hashOf(feature);
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    weights.set(hash, weight * (1 + Math.log(count)));
  };
  const words = wordsOf(text);
  addStems(words.map(stem), add);
  for (const word of words) addLetterGroups(word, add);
  return { counts: weights, meaning: embedText(text) };
}

/** Hashes of the single stems only: what a model has to have seen to know what a text is about. */
export function stemFeatures(text: string): number[] {
  return [...new Set(wordsOf(text).map((word) => hashOf(`w:${stem(word)}`)))];
}

const wordsOf = (text: string): string[] =>
  tokenize(text.slice(0, MAX_LENGTH)).flatMap(({ word }) => word.split(/[-/_.@]/).filter((part) => part !== ''));

type Add = (feature: string, weight: number) => void;

function addStems(stems: readonly string[], add: Add): void {
  for (const [at, own] of stems.entries()) {
    add(`w:${own}`, WEIGHTS.stem);
    add(`b:${stems[at - 1] ?? '^'} ${own}`, WEIGHTS.pair);
    for (const other of stems.slice(Math.max(0, at - NEAR), Math.max(0, at - 1)))
      add(`k:${other < own ? `${other} ${own}` : `${own} ${other}`}`, WEIGHTS.near);
  }
  add(`b:${stems.at(-1) ?? '^'} $`, WEIGHTS.pair);
}

function addLetterGroups(word: string, add: Add): void {
  const padded = ` ${word} `;
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) add(`c:${padded.slice(at, at + size)}`, WEIGHTS.letters);
  }
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
