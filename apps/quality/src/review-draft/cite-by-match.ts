import type { Citation, Evidence } from '@mesh/contracts';
import { splitSentences } from '@mesh/text';
import { isCourtesy } from './checks/is-courtesy';
import { titlesOf } from './checks/without-titles';
import { type Source, bestSpan, sourceOf } from './alignment/best-span';

/** A document that a reply is checked against. */
export interface CheckedDocument {
  readonly documentId: string;
  readonly title: string;
  readonly text: string;
  readonly url?: string;
}

/** Below this share of common words a passage is about something else. */
const ABOUT_THE_SAME = 0.3;

/** Each whole document as one piece of evidence. */
export const evidenceOf = (documents: readonly CheckedDocument[]): Evidence[] =>
  documents.map(({ documentId, title, text, url }) => ({
    evidenceId: documentId,
    source: 'knowledge',
    documentId,
    documentVersion: 1,
    title,
    ...(url === undefined ? {} : { url }),
    quote: text,
    start: 0,
    end: text.length,
    score: 1,
  }));

/** For each sentence of a reply that came without citations the passage that says most of it, if one does. */
export function citeByMatch(reply: string, evidence: readonly Evidence[]): Citation[] {
  const sources = evidence.map((item) => ({ item, source: sourceOf(item.quote) }));
  const titles = titlesOf(evidence);
  return splitSentences(reply).flatMap(({ text, start, end }) => {
    if (isCourtesy(text, titles)) return [];
    const citation = bestCitation(text, sources);
    return citation ? [{ ...citation, sentenceStart: start, sentenceEnd: end }] : [];
  });
}

function bestCitation(sentence: string, sources: readonly { readonly item: Evidence; readonly source: Source }[]) {
  const [best] = sources
    .flatMap(({ item, source }) => {
      const span = bestSpan(sentence, source);
      return span && span.coverage >= ABOUT_THE_SAME ? [{ item, span }] : [];
    })
    .sort((left, right) => right.span.coverage - left.span.coverage);
  if (!best) return undefined;
  const { documentId, documentVersion, title, url, quote, start } = best.item;
  return {
    documentId,
    documentVersion,
    title,
    ...(url === undefined ? {} : { url }),
    quote: quote.slice(best.span.start, best.span.end),
    start: start + best.span.start,
    end: start + best.span.end,
  };
}
