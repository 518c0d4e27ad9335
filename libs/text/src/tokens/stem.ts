import { stemmer } from '@orama/stemmers/english';

const cache = new Map<string, string>();
const CACHE_LIMIT = 50_000;

/** Snowball English stem of one lower-case word; words with digits and non-Latin words come back unchanged. */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const stemmed = /^[a-z']{3,}$/.test(word) ? stemmer(word.replace(/'s?$/, '')) : word;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(word, stemmed);
  return stemmed;
}
