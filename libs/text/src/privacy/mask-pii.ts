import { detectPii, type PiiSpan } from './detect-pii';

export interface MaskedText {
  readonly text: string;
  readonly spans: readonly PiiSpan[];
}

/**
 * The text with every identifier replaced by its type in brackets, such as `[EMAIL]`. Masking a masked text changes nothing;
 * what was masked is in `spans` (offsets into the original) so that a caller can put it back.
 */
export function maskPii(text: string): MaskedText {
  const spans = detectPii(text);
  let out = '';
  let at = 0;
  for (const span of spans) {
    out += `${text.slice(at, span.start)}[${span.type}]`;
    at = span.end;
  }
  const masked = out + text.slice(at);
  const again = spans.length > 0 ? detectPii(masked) : [];
  return again.length > 0 ? { text: maskPii(masked).text, spans } : { text: masked, spans };
}
