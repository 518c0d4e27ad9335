import { maskPii } from '@mesh/text';

const NAMES = String.raw`(?:\p{Lu}[\p{L}.'\u2019-]*\s*){0,3}`;
const GREETING = new RegExp(
  String.raw`^\s*(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:morning|day|afternoon|evening)|[Hh]allo|[Gg]uten Tag|[Bb]onjour|[Hh]ola)\b[ \t]*` +
    String.raw`(?:(?:there|team|all|everyone|folks|support|[Ss]ir|[Mm]adam|or|and|dear)[ \t]*)*${NAMES}[ \t]*(?:[,!.:][ \t]*\n*|\n+)`,
  'u',
);
const COURTESY = new RegExp(
  String.raw`^\s*(?:(?:[Mm]any|[Kk]ind|[Bb]est|[Ww]arm|[Ww]ith) )*` +
    String.raw`(?:[Tt]hanks|[Tt]hank you|[Rr]egards|[Cc]heers|[Ss]incerely|[Yy]ours(?: (?:sincerely|truly|faithfully))?|[Bb]est(?: wishes)?|[Gg]reetings|[Dd]anke|[Mm]it freundlichen Gr\u00fc\u00dfen|[Cc]ordialement|[Ss]aludos)` +
    String.raw`(?: (?:in advance|so much|very much|a lot|again|and regards|for (?:your|any|the) (?:help|time|support|assistance)))*` +
    String.raw`\s*[,.!\u2013-]*\s*${NAMES}$`,
  'u',
);
/** Lines that a signature may have, the courtesy included, and how long its lines are. */
const SIGNATURE_LINES = 6;
const SIGNATURE_WIDTH = 60;

/** A message without its salutation and signature: that is where names stand, and they are not the matter. */
export const withoutSalutations = (text: string): string => withoutSignature(text.replace(GREETING, '')).trim();

/** A text that may outlive its customer: identifiers masked, salutation and signature gone. */
export const removeCustomerData = (text: string): string => maskPii(withoutSalutations(text)).text.trim();

function withoutSignature(text: string): string {
  const lines = text.trimEnd().split('\n');
  const from = lines.findIndex(
    (line, at) =>
      at >= Math.max(1, lines.length - SIGNATURE_LINES) &&
      COURTESY.test(line) &&
      lines.slice(at + 1).every((after) => after.length <= SIGNATURE_WIDTH && !after.includes('?')),
  );
  return from < 0 ? text : lines.slice(0, from).join('\n');
}
