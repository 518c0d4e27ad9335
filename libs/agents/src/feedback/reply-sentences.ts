import type { Citation, Draft } from '@mesh/contracts';
import { splitSentences } from '@mesh/text';

/** A sentence of a reply with its number, as reviewers and drafters speak of it. */
export interface ReplySentence {
  /** From 1, in the order of the text. */
  readonly number: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The citations whose sentence overlaps this one. */
  readonly citations: readonly Citation[];
}

/** The sentences of a draft: what a citation speaks of is one sentence, the rest is split. */
export function replySentences({ body, citations }: Pick<Draft, 'body' | 'citations'>): ReplySentence[] {
  const cited = citedSpans(citations, body.length);
  const loose = splitSentences(body).filter(({ start, end }) => !cited.some((span) => overlaps(span, { start, end })));
  return [...cited, ...loose]
    .sort((left, right) => left.start - right.start)
    .map(({ start, end }, index) => ({
      number: index + 1,
      text: body.slice(start, end),
      start,
      end,
      citations: citations.filter((citation) => overlaps(spanOf(citation), { start, end })),
    }));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const spanOf = (citation: Citation): Span => ({ start: citation.sentenceStart, end: citation.sentenceEnd });
const overlaps = (left: Span, right: Span): boolean => left.start < right.end && right.start < left.end;

/** Distinct spans inside the body; citations of overlapping sentences count as one. */
function citedSpans(citations: readonly Citation[], length: number): Span[] {
  const spans: Span[] = [];
  const sorted = citations.map(spanOf).filter(({ start, end }) => start < end && end <= length);
  for (const span of sorted.sort((left, right) => left.start - right.start)) {
    const last = spans.at(-1);
    if (last && overlaps(last, span))
      spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else spans.push(span);
  }
  return spans;
}
