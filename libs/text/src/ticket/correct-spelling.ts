import { editDistance } from '../search/closest-words';
import { tokenize } from '../tokens/tokenize';

/**
 * The words of a text in lower case, single-spaced, each of five letters or more that is one typo (two from eight
 * letters) away from exactly one word of the lexicon replaced by it. For matching phrases, never for display.
 */
export function correctedWords(text: string, lexicon: readonly string[], known: ReadonlySet<string>): string {
  return tokenize(text)
    .map(({ word }) => correct(word, lexicon, known))
    .join(' ');
}

function correct(word: string, lexicon: readonly string[], known: ReadonlySet<string>): string {
  if (word.length < 5 || known.has(word) || lexicon.includes(word)) return word;
  const limit = word.length >= 8 ? 2 : 1;
  const close = lexicon
    .filter((entry) => Math.abs(entry.length - word.length) <= limit && entry.length >= 5)
    .map((entry) => ({ entry, distance: editDistance(word, entry, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  const [best, second] = close;
  return best && (!second || second.distance > best.distance) ? best.entry : word;
}
