import { INVISIBLE } from '../tokens/normalize-text';

/** Letters of other alphabets that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  ɑ: 'a',
  α: 'a',
  А: 'A',
  Α: 'A',
  В: 'B',
  Β: 'B',
  с: 'c',
  ϲ: 'c',
  С: 'C',
  ԁ: 'd',
  е: 'e',
  ε: 'e',
  Е: 'E',
  Ε: 'E',
  ɡ: 'g',
  һ: 'h',
  Н: 'H',
  Η: 'H',
  і: 'i',
  ι: 'i',
  ı: 'i',
  І: 'I',
  Ι: 'I',
  ј: 'j',
  Ј: 'J',
  к: 'k',
  κ: 'k',
  К: 'K',
  Κ: 'K',
  ӏ: 'l',
  М: 'M',
  Μ: 'M',
  п: 'n',
  Ν: 'N',
  о: 'o',
  ο: 'o',
  σ: 'o',
  О: 'O',
  Ο: 'O',
  р: 'p',
  ρ: 'p',
  Р: 'P',
  Ρ: 'P',
  ѕ: 's',
  Ѕ: 'S',
  т: 't',
  τ: 't',
  Т: 'T',
  Τ: 'T',
  υ: 'u',
  ս: 'u',
  ν: 'v',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  Х: 'X',
  Χ: 'X',
  у: 'y',
  γ: 'y',
  У: 'Y',
  Υ: 'Y',
  Ζ: 'Z',
};
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
const SPACED_WORD = /(?<!\S)(?:(?:\p{L}[.\-_*]){3,}|(?:\p{L} ){3,})\p{L}(?!\p{L})/gu;
const BASE64 = /^[A-Za-z0-9+/]{20,}={0,2}$/;
const HEX = /(?<![\w])(?:[0-9a-f]{2} ?){12,2000}(?![\w])/gi;
const PERCENT = /%[0-9a-f]{2}[^%]*%[0-9a-f]{2}/i;
const ENTITY = /&#(?:x([0-9a-f]{2,5})|(\d{2,6}));/gi;
const WORD = /\S+/g;
/** Longer than any word that somebody writes, shorter than what would cost time. */
const LONGEST_WORD = 40;
const LONGEST_CODE = 4000;
const READABLE = /^[\p{L}\p{N}\p{P}\p{S}\s]+$/u;
/** Turned and shifted texts are only looked for where somebody would have written them by hand. */
const SHORT = 4000;

/**
 * The other ways in which a text can be read: with look-alike letters, digits for letters, spread letters, encodings, turned
 * round or shifted. Those that do not differ from the text itself are left out.
 */
export function otherReadings(text: string): string[] {
  const plain = mapWords(text.normalize('NFKC').replace(INVISIBLE, ''), latin);
  const readings = [
    plain,
    mapWords(plain, unleet),
    plain.replace(SPACED_WORD, (word) => word.replace(/[^\p{L}]/gu, '')),
    plain.replace(ENTITY, entity),
    ...decoded(plain),
    ...(plain.length <= SHORT ? [rot13(plain), [...plain].reverse().join('')] : []),
  ];
  return [...new Set(readings)].filter((reading) => reading !== text);
}

const mapWords = (text: string, change: (word: string) => string): string =>
  text.replace(WORD, (word) => (word.length > LONGEST_WORD ? word : change(word)));

const latin = (word: string): string =>
  /\p{Script=Latin}/u.test(word) ? [...word].map((letter) => LOOKALIKES[letter] ?? letter).join('') : word;

const unleet = (word: string): string =>
  /\p{L}/u.test(word) ? [...word].map((letter) => LEET[letter] ?? letter).join('') : word;

function entity(found: string, hex?: string, decimal?: string): string {
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : found;
}

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

function decoded(text: string): string[] {
  const words = (text.match(WORD) ?? []).filter((word) => word.length <= LONGEST_CODE).map(withoutFrame);
  return [
    ...words.filter((word) => BASE64.test(word)).map((word) => Buffer.from(word, 'base64').toString('utf8')),
    ...words.filter((word) => PERCENT.test(word)).map(unescaped),
    ...[...text.matchAll(HEX)].map(([found]) => Buffer.from(found.replaceAll(' ', ''), 'hex').toString('utf8')),
  ].filter((one) => one.length >= 8 && READABLE.test(one));
}

/** Without the quotes and stops around a word. */
const withoutFrame = (word: string): string => word.replace(/^[("'`<[]{1,3}|[)"'`>\],.;:!?]{1,3}$/g, '');

/** Bytes, not characters, are what is escaped. */
function unescaped(word: string): string {
  const bytes = word.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
