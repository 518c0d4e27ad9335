import { hiddenSpans, isStuffed, steersMachine } from '@mesh/agents';
import type { Evidence } from '@mesh/contracts';
import { type Passage, splitSentences } from '@mesh/text';

/** A piece of one version of a document, by offsets in its body. */
export interface DocumentSpan {
  readonly documentId: string;
  readonly start: number;
  readonly end: number;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** How far behind a steering sentence its paragraph is not used either. */
const SHADOW = 300;

/**
 * The evidence as passages without what may not be used: spans that were objected to, text that steers machines or that
 * nobody sees, and passages that were made to be found.
 */
export const usablePassages = (evidence: readonly Evidence[], rejected: readonly DocumentSpan[]): Passage[] =>
  evidence
    .filter(({ quote }) => !isStuffed(quote))
    .flatMap((item) =>
      passageOf(item, [...rangesIn(item, rejected), ...hiddenSpans(item.quote), ...steeringIn(item.quote)]),
    );

/** The evidence as passages that hold nothing but the given spans. */
export const passagesOfSpans = (evidence: readonly Evidence[], spans: readonly DocumentSpan[]): Passage[] =>
  evidence.flatMap((item) => passageOf(item, gapsBetween(rangesIn(item, spans), item.quote.length)));

/** Holes become line breaks, so that the offsets of everything else stay as they are and no sentence spans a hole. */
function passageOf(item: Evidence, holes: readonly Range[]): Passage[] {
  const text = holes.reduce(
    (rest, { start, end }) => rest.slice(0, start) + '\n'.repeat(end - start) + rest.slice(end),
    item.quote,
  );
  if (!/\p{L}/u.test(text)) return [];
  const { evidenceId: id, documentId, title, start, score } = item;
  return [{ id, documentId, title, text, start, score }];
}

function gapsBetween(ranges: readonly Range[], length: number): Range[] {
  const sorted = [...ranges].sort((left, right) => left.start - right.start);
  const ends = [0, ...sorted.map(({ end }) => end)];
  const starts = [...sorted.map(({ start }) => start), length];
  return starts.map((end, index) => ({ start: ends[index] ?? 0, end })).filter(({ start, end }) => end > start);
}

/** The spans of this document as offsets in the quote. */
function rangesIn(item: Evidence, spans: readonly DocumentSpan[]): Range[] {
  return spans
    .filter((span) => span.documentId === item.documentId && span.start < item.end && item.start < span.end)
    .map((span) => ({
      start: Math.max(0, span.start - item.start),
      end: Math.min(item.quote.length, span.end - item.start),
    }));
}

function steeringIn(quote: string): Range[] {
  if (!steersMachine(quote)) return [];
  return splitSentences(quote)
    .filter(({ text }) => steersMachine(text))
    .map(({ start, end }) => ({ start, end: shadowEnd(quote, end) }));
}

/** What follows in the same paragraph, and a block of code behind it, are most likely by the same hand. */
function shadowEnd(quote: string, from: number): number {
  const code = /^[^`]{0,300}```[\s\S]*?(?:```|$)/.exec(quote.slice(from));
  if (code) return from + code[0].length;
  const paragraph = quote.slice(from, from + SHADOW).search(/\n\s*\n/);
  return paragraph >= 0 ? from + paragraph : Math.min(quote.length, from + SHADOW);
}
