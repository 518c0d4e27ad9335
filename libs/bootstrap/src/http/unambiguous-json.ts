import { type FieldFault, validationFailed } from '../problems/problem-exception';

const TWICE = { code: 'duplicate_key', message: 'a key occurs twice in one object' };
const INEXACT = { code: 'number_inexact', message: 'this number cannot be kept as it was sent; send it as text' };
const NUMBER = /-?\d[\d.eE+-]*/y;
const WHOLE = /^-?\d+$/;

/**
 * Refuses JSON that readers understand differently: a key twice in one object, and numbers that are changed by reading
 * them. What was parsed no longer shows either, so it looks at the text, which must be valid JSON.
 * @throws ProblemException 400 `VALIDATION_FAILED`
 */
export function mustBeUnambiguousJson(text: string): void {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? '';
    if (sign === '"') at = passText(text, at, open.at(-1));
    else if (sign === '-' || (sign >= '0' && sign <= '9')) at = passNumber(text, at);
    else {
      if (sign === '{') open.push(new Set());
      // An array has no keys of its own, and none of its texts stands before a colon.
      else if (sign === '[') open.push(NO_KEYS);
      else if (sign === '}' || sign === ']') open.pop();
      at += 1;
    }
  }
}

const NO_KEYS = new Set<string>();

/** Returns where the text is over; notes it if it is a key. */
function passText(text: string, start: number, keys: Set<string> | undefined): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  end += 1;
  if (keys !== undefined && keys !== NO_KEYS && isBeforeColon(text, end)) {
    const key = JSON.parse(text.slice(start, end)) as string;
    if (keys.has(key)) throw refused(key, TWICE);
    keys.add(key);
  }
  return end;
}

function isBeforeColon(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

function passNumber(text: string, start: number): number {
  NUMBER.lastIndex = start;
  const [digits = ''] = NUMBER.exec(text) ?? [];
  const value = Number(digits);
  const isKept = WHOLE.test(digits) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!isKept) throw refused('', INEXACT);
  return start + digits.length;
}

const refused = (path: string, fault: Omit<FieldFault, 'path'>) => validationFailed([{ path, ...fault }]);
