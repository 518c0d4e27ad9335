import { type Sentence, splitSentences } from '@mesh/text';
import { statingTerms } from './plain-words';

export interface SupportingSpan {
  readonly start: number;
  readonly end: number;
  /** Share of the words of the sentence that stand in the span. */
  readonly coverage: number;
}

/** A text taken apart once, to find support in it for many sentences. */
export interface Source {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly terms: readonly ReadonlySet<string>[];
}

/** A reply may draw several sentences together. */
const LONGEST = 3;
/** What every further sentence of a span has to bring in. */
const PRICE = 0.04;

export function sourceOf(text: string): Source {
  const sentences = splitSentences(text);
  return { text, sentences, terms: sentences.map((sentence) => statingTerms(sentence.text)) };
}

/** The shortest run of sentences that says most of what a sentence says; nothing where the source shares no word with it. */
export function bestSpan(sentence: string, source: Source): SupportingSpan | undefined {
  return wordForWord(sentence, source) ?? closest(statingTerms(sentence), source);
}

function wordForWord(sentence: string, { text, sentences }: Source): SupportingSpan | undefined {
  const at = wholeWordsAt(sentence, text);
  if (at === undefined) return undefined;
  const touched = sentences.filter(({ start, end }) => start < at + sentence.length && at < end);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last && { start: first.start, end: last.end, coverage: 1 };
}

/** Where the words stand as such, not as a part of longer ones: `5` is not in `5.3`. */
function wholeWordsAt(words: string, text: string): number | undefined {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + words.length, at + words.length + 2)];
    if (!/[\p{L}\p{N}_]$|[\p{L}\p{N}][.-]$/u.test(before) && !/^[\p{L}\p{N}_]|^[.-][\p{L}\p{N}]/u.test(after))
      return at;
  }
  return undefined;
}

function closest(said: ReadonlySet<string>, { sentences, terms }: Source): SupportingSpan | undefined {
  const all = weightOf(said);
  let best: { at: number; count: number; coverage: number; value: number } | undefined;
  for (let at = 0; at < terms.length; at += 1) {
    const covered = new Set<string>();
    let size = 0;
    for (let count = 1; count <= LONGEST && at + count <= terms.length; count += 1) {
      const added = terms[at + count - 1] ?? new Set<string>();
      size += added.size;
      for (const term of added) if (said.has(term)) covered.add(term);
      const coverage = all === 0 ? 0 : weightOf(covered) / all;
      const value = coverage - PRICE * (count - 1) - size / 10_000;
      if (coverage > 0 && value > (best?.value ?? 0)) best = { at, count, coverage, value };
    }
  }
  if (!best) return undefined;
  const [first, last] = [sentences[best.at], sentences[best.at + best.count - 1]];
  return first && last && { start: first.start, end: last.end, coverage: best.coverage };
}

/** A figure tells passages apart better than a word. */
function weightOf(terms: ReadonlySet<string>): number {
  let weight = 0;
  for (const term of terms) weight += /\d/.test(term) ? 2 : 1;
  return weight;
}
