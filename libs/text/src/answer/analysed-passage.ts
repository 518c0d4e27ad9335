import { splitSentences } from '../tokens/split-sentences';
import { analyze, type Term } from '../tokens/tokenize';
import type { Passage } from './passage';

interface AnalysedPassage {
  readonly title: readonly Term[];
  readonly heading: readonly Term[];
  readonly body: readonly Term[];
  /** The words of each sentence. */
  readonly sentences: readonly ReadonlySet<string>[];
}

const cache = new Map<string, AnalysedPassage>();
const CACHE_LIMIT = 4_000;

/** The words of a passage; those of recently asked passages are remembered, for questions keep meeting the same ones. */
export function analysedPassage(passage: Passage): AnalysedPassage {
  const heading = (passage.headingPath ?? []).join(' ');
  const key = `${passage.title}\u0000${heading}\u0000${passage.text}`;
  const known = cache.get(key);
  if (known) return known;
  const fresh = {
    title: analyze(passage.title),
    heading: analyze(heading),
    body: analyze(passage.text),
    sentences: splitSentences(passage.text).map((sentence) => new Set(analyze(sentence.text).map((term) => term.term))),
  };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, fresh);
  return fresh;
}
