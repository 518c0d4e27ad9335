/** A quote without a word says nothing. */
const WORD = /[\p{L}\p{N}]{2}/u;

/** Where a quote stands in a passage: to the letter, or with other white space between the same words. */
export function findQuote(passage: string, quote: string): { start: number; end: number } | undefined {
  const wanted = quote.trim();
  if (!WORD.test(wanted)) return undefined;
  const exact = passage.indexOf(wanted);
  if (exact >= 0) return { start: exact, end: exact + wanted.length };
  const words = wanted.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = new RegExp(words.join('\\s+'), 'u').exec(passage);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}
