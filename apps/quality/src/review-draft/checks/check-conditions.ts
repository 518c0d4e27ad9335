import type { ReplySentence } from '@mesh/agents';
import { bestSpan, sourceOf } from '../alignment/best-span';
import { turnsMeaning } from '../alignment/turned-meaning';

/** With fewer words in common there is nothing to compare; then the sentence has no support anyway. */
const SAME_MATTER = 0.6;

/** Whether a cited sentence says under other conditions what its quotes say. */
export function changesConditions({ text, citations }: ReplySentence): boolean {
  const quotes = citations.map(({ quote }) => quote).join('\n');
  const span = bestSpan(text, sourceOf(quotes));
  return span !== undefined && span.coverage >= SAME_MATTER && turnsMeaning(text, quotes.slice(span.start, span.end));
}
