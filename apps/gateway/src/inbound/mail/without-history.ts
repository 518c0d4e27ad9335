const QUOTED = /^\s*>/;
const SIGNATURE = /^-- ?$/;
const DIVIDER = /^\s*(-{2,}\s*\p{L}[\p{L}' ]{2,40}\s*-{2,}|_{20,})\s*$/u;
const FROM = /^\s*\*?(from|von|de|da|van|från|fra|od|от)\*?\s?:\*?\s/iu;
const SENT =
  /^\s*\*?(sent|date|gesendet|datum|envoyé|enviado( el)?|fecha|data|inviato|verzonden|skickat|sendt|wysłano)\*?\s?:/iu;
const ADDRESS = /\S+@\S+/g;
/** Of a block of headers: so near to the sender stands the time. */
const NEAR = 3;
const LONGEST_ATTRIBUTION = 3;

/**
 * The new part of an answer: without the mail that stands quoted below it, and without a signature behind its mark. What
 * is written between quotations is kept together with them. All of it where nothing else would be left.
 */
export function withoutHistory(text: string): string {
  const lines = text.split('\n');
  const own = withoutTrailingQuote(lines.slice(0, startOfForwarded(lines)));
  const signature = own.findIndex((line) => SIGNATURE.test(line));
  const rest = (signature < 0 ? own : own.slice(0, signature)).join('\n').trim();
  return rest === '' ? text.trim() : rest;
}

/** Where a mail program has put the older mail below a line or its headers. */
function startOfForwarded(lines: readonly string[]): number {
  const start = lines.findIndex(
    (line, n) => isHeaderBlock(lines, n) || (DIVIDER.test(line) && isHeaderBlock(lines, nextWritten(lines, n))),
  );
  return start < 0 ? lines.length : start;
}

const nextWritten = (lines: readonly string[], after: number): number =>
  lines.findIndex((line, n) => n > after && line.trim() !== '');

const isHeaderBlock = (lines: readonly string[], n: number): boolean =>
  FROM.test(lines[n] ?? '') && lines.slice(n + 1, n + 1 + NEAR).some((line) => SENT.test(line));

function withoutTrailingQuote(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line.trim() !== '' && !QUOTED.test(line)) + 1;
  if (!lines.slice(end).some((line) => QUOTED.test(line))) return lines;
  return lines.slice(0, end - attributionBefore(lines, end));
}

/** How many lines say who wrote what is quoted: the last ones, up to the time or else the address that they name. */
function attributionBefore(lines: readonly string[], end: number): number {
  const last = lines.findLastIndex((line, n) => n < end && line.trim() !== '');
  if (!lines[last]?.trim().endsWith(':')) return 0;
  const near = lines.slice(Math.max(0, last + 1 - LONGEST_ATTRIBUTION), last + 1);
  const blank = near.findLastIndex((line) => line.trim() === '');
  const paragraph = near.slice(blank + 1);
  const time = paragraph.findLastIndex((line) => /\d/.test(line.replace(ADDRESS, '')));
  const start = time < 0 ? paragraph.findLastIndex((line) => line.includes('@')) : time;
  return start < 0 ? 0 : end - last - 1 + paragraph.length - start;
}
