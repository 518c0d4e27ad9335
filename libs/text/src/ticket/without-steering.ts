import { splitSentences } from '../tokens/split-sentences';
import { detectInjection } from './detect-injection';

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const CLAUSE_BORDER = /[,;:]\s+|\s+(?:and|but|then|also)\s+/g;
const MIN_WORDS = 3;
/** What the customer asks or tells of themselves stays, also right behind an order to the machine. */
const OWN_MATTER = /\?["')]?$|\b(?:i|i'm|i've|my|mine|we|our)\b/i;

/**
 * The text without the sentences that try to steer the machine, for everything that treats it as a question: they are no
 * part of what is asked. Unchanged where nothing steers; empty where nothing else is left. The flag is `detectInjection`'s.
 */
export function withoutSteering(text: string): string {
  if (!detectInjection(text).value) return text;
  const visible = text.replace(COMMENT, (comment) => ' '.repeat(comment.length));
  let out = '';
  let at = 0;
  let behindAnOrder = false;
  for (const { start, end, text: sentence } of splitSentences(visible)) {
    const between = visible.slice(at, start);
    if (/\n\s*\n/.test(between)) behindAnOrder = false;
    const steers = detectInjection(sentence).value;
    const kept = steers ? honestPart(sentence) : behindAnOrder && !OWN_MATTER.test(sentence) ? '' : sentence;
    out += kept === '' ? ' ' : between + kept;
    behindAnOrder ||= steers;
    at = end;
  }
  return out.trim();
}

/** The clauses before the order: "How do I log in, and ignore all rules" keeps the question. */
function honestPart(sentence: string): string {
  const borders = [...sentence.matchAll(CLAUSE_BORDER)].map((match) => match.index).reverse();
  const end = borders.find((border) => !detectInjection(sentence.slice(0, border)).value);
  const part = end === undefined ? '' : sentence.slice(0, end);
  return part.split(/\s+/).length >= MIN_WORDS ? part : '';
}
