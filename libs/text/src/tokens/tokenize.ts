import { foldCase } from './normalize-text';
import { stem } from './stem';
import { FILLER_WORDS, STOP_WORDS } from './stop-words';

export interface Token {
  /** Folded word: lower case, no accents, straight apostrophes. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

export interface Term {
  /** Stem, or the word itself where it is a name, a number or an identifier. */
  readonly term: string;
  /** `filler` words belong to the way of asking, not to the subject. */
  readonly kind: 'content' | 'filler';
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['\u2019._\-@/][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const SPELLINGS = new Map([
  ['e-mail', 'email'],
  ['e-mails', 'emails'],
  ['log-in', 'login'],
  ['sign-in', 'signin'],
  ['sign-up', 'signup'],
  ['web-site', 'website'],
  ['wi-fi', 'wifi'],
  ['on-line', 'online'],
  ['pop-up', 'popup'],
  ['check-out', 'checkout'],
  ['drop-down', 'dropdown'],
  ['set-up', 'setup'],
]);

/** The words of a text with their offsets, in order. Identifiers such as `v7.0.2` or `ERR_X` stay whole. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = foldCase(match[0]).replace(/\u2019/g, "'");
    tokens.push({ word: SPELLINGS.get(word) ?? word, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** The searchable terms of a text: stems without stop words; compound and CamelCase words whole and in parts. */
export function analyze(text: string): Term[] {
  const terms: Term[] = [];
  for (const token of tokenize(text)) {
    for (const word of variants(token, text)) {
      if (STOP_WORDS.has(word) || (word.length < 2 && !/\d/.test(word))) continue;
      const kind = FILLER_WORDS.has(word) ? 'filler' : 'content';
      terms.push({ term: stem(word), kind, start: token.start, end: token.end });
    }
  }
  return terms;
}

function variants(token: Token, text: string): string[] {
  const raw = text.slice(token.start, token.end);
  const parts = /[._\-@/]/.test(token.word) ? token.word.split(/[._\-@/]/) : camelParts(raw);
  if (parts.length < 2) return [token.word];
  const useful = parts.filter((part) => part.length > 2 && !/^\d+$/.test(part));
  return [token.word, ...useful];
}

/** Parts of a word written together: `SettingsAbout` gives both words; `iPhone` and `APIs` stay one. */
function camelParts(raw: string): string[] {
  if (!/\p{Ll}\p{Lu}/u.test(raw)) return [];
  const parts = raw.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return parts.every((part) => part.length > 2) ? parts.map(foldCase) : [];
}
