import type { CitedVersion } from './cited-versions';
import { type StoredSpan, versionKey } from './stored-span';

export type ReviewDecision =
  | { readonly kind: 'stands'; readonly cited: readonly StoredSpan[] }
  /** These documents are gone, or no longer say what was cited. */
  | { readonly kind: 'unsupported'; readonly documentIds: readonly string[] };

/** Whether what an answer cited still stands, word for word, in what is live now, and where. */
export function reviewResolution(
  cited: readonly StoredSpan[],
  versions: ReadonlyMap<string, CitedVersion>,
): ReviewDecision {
  const moved = cited.map((span) => ({ span, to: movedTo(span, versions.get(versionKey(span))) }));
  const lost = moved.filter(({ to }) => to === undefined).map(({ span }) => span.document_id);
  return lost.length > 0
    ? { kind: 'unsupported', documentIds: [...new Set(lost)] }
    : { kind: 'stands', cited: moved.flatMap(({ to }) => (to ? [to] : [])) };
}

/** The same words in the live version, at the same place if they stand there. */
function movedTo(span: StoredSpan, version: CitedVersion | undefined): StoredSpan | undefined {
  if (!version || version.liveVersion === null || version.liveBody === null) return undefined;
  const quote = version.body.slice(span.start, span.end);
  const start = version.liveBody.startsWith(quote, span.start) ? span.start : version.liveBody.indexOf(quote);
  if (quote.trim() === '' || start < 0) return undefined;
  return { ...span, document_version: version.liveVersion, start, end: start + quote.length };
}
