import { withoutProfanity } from './detect-abuse';
import { withoutSteering } from './without-steering';

const NAME = String.raw`(?: \p{Lu}[\p{L}.'\u2019-]*){0,3}`;
const GREETING = new RegExp(
  String.raw`^\s*(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]iya|[Dd]ear|[Gg]reetings|[Gg]ood (?:morning|day|afternoon|evening)|HELLO|HI)(?:[ ,]+(?:there|team|all|everyone|folks|support|guys|[Ss]ir|[Mm]adam|or|and|dear))*(?:${NAME}[,!.]+\s*|[,!.:]+\s*|\s*\n+|\s+(?=[a-z\p{Lu}]))`,
  'u',
);
const CLOSING =
  /(?:^|\n)\s*(?:(?:many|kind|best|warm|with|kindest) )*(?:thanks|thank you|thx|regards|cheers|sincerely|yours|best(?: wishes)?|greetings)\b[^?\n]{0,60}(?:\n[^?\n]{0,60}){0,5}\s*$/i;
/** Phrases around a question. What they ask for is not the subject. */
const AROUND =
  /\b(?:(?:can|could|would|will) (?:you|someone|anyone|somebody) )?(?:please |pls |plz |kindly )*(?:help|assist) (?:me|us)(?: (?:out|asap|please|urgently|quickly|now|with this|with (?=how|what|where|why|when)))*(?! (?:to|with|in|on)\b)|\b(?:a\.?s\.?a\.?p\.?|as soon as possible|right (?:now|away)|at your earliest convenience|(?:many |kind )?(?:thanks|thank you|thx)(?: (?:in advance|so much|very much|a lot|again))*|i (?:really )?appreciate (?:your|the|any) (?:help|support|assistance|time)|for (?:god|heaven|christ|fuck|pete)'?s sake|(?:kind|best) regards)\b/gi;

/**
 * What a message asks, for search and for the evidence check: without orders to the machine, swearing, greeting, closing
 * and the phrases people put around a question. Empty where nothing else was written. Never shown to anybody.
 */
export function questionText(text: string): string {
  const plain = withoutProfanity(withoutSteering(text).replace(/[\u2018\u2019]/g, "'"));
  return plain
    .replace(GREETING, '')
    .replace(CLOSING, '')
    .replace(AROUND, ' ')
    .replace(/[^\S\n]{2,}/g, ' ')
    .replace(/[ ,]+(?=[.,!?])/g, '')
    .replace(/^[\s,.!;:-]+/, '')
    .trim();
}
