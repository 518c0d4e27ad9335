import { splitSentences } from '../tokens/split-sentences';
import { analyze, type Term } from '../tokens/tokenize';
import type { Passage } from './passage';

interface AnalysedPassage {
  readonly title: readonly Term[];
  readonly heading: readonly Term[];
  readonly body: readonly Term[];
  /** The words of each sentence that is no heading. */
  readonly sentences: readonly ReadonlySet<string>[];
  /** What stands under each heading of the passage, in order. */
  readonly sections: readonly AnalysedSection[];
}

export interface AnalysedSection {
  readonly heading: ReadonlySet<string>;
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
  const sections = sectionsOf(passage);
  const fresh = {
    title: analyze(passage.title),
    heading: analyze(heading),
    body: analyze(passage.text),
    sentences: sections.flatMap(({ sentences }) => sentences),
    sections,
  };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, fresh);
  return fresh;
}

function sectionsOf(passage: Passage): AnalysedSection[] {
  const sections = [{ heading: wordsOf(passage.headingPath?.at(-1) ?? ''), sentences: [] as ReadonlySet<string>[] }];
  for (const { kind, text } of splitSentences(passage.text)) {
    if (kind === 'heading') sections.push({ heading: wordsOf(text), sentences: [] });
    else sections.at(-1)?.sentences.push(wordsOf(text));
  }
  return sections.filter(({ sentences }) => sentences.length > 0);
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(analyze(text).map((term) => term.term));
