const QUOTES: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u02BC`]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u00A0/g, ' '],
];

/** Invisible characters that are used to hide text: zero-width marks, bidi controls, tag characters. */
export const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|\uDB40[\uDC00-\uDC7F]/g;

/**
 * The canonical spelling of a text for comparing, never for offsets: NFKC, plain quotes and dashes,
 * no invisible characters, single spaces inside a line, at most one blank line in a row.
 */
export function normalizeText(text: string): string {
  let out = text.normalize('NFKC').replace(INVISIBLE, '');
  for (const [from, to] of QUOTES) out = out.replace(from, to);
  return out
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Lower case without accents, for matching words. */
export function foldCase(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
}
