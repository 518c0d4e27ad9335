import { tokenize } from '../tokens/tokenize';
import { stem } from '../tokens/stem';

/** The hashed features of a text with their counts: stems, pairs of stems, and letter groups of 3 to 5 inside words. */
export function featuresOf(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (feature: string) => {
    const hash = hashOf(feature);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  };
  const words = tokenize(text.slice(0, 6000)).map((token) => token.word);
  let previous = '^';
  for (const word of words) {
    const stemmed = stem(word);
    add(`w:${stemmed}`);
    add(`b:${previous} ${stemmed}`);
    previous = stemmed;
    letterGroups(word, add);
  }
  add(`b:${previous} $`);
  return counts;
}

/** Hashes of the single stems only: what a model has to have seen to know what a text is about. */
export function stemFeatures(text: string): number[] {
  return [...new Set(tokenize(text.slice(0, 6000)).map((token) => hashOf(`w:${stem(token.word)}`)))];
}

function letterGroups(word: string, add: (feature: string) => void): void {
  const padded = ` ${word} `;
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) add(`c:${padded.slice(at, at + size)}`);
  }
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
