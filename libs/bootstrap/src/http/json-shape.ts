import { ProblemException, validationFailed } from '../problems/problem-exception';

/** Deeper nesting than any contract of ours needs. */
export const MAX_JSON_DEPTH = 32;

/** A whole pair is one code point in Unicode mode and does not match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const CHARACTERS = { code: 'invalid_characters', message: 'NUL characters and lone surrogates are not accepted' };

/**
 * Refuses what would pass as JSON but cannot be stored or walked: too deep nesting (400 `JSON_TOO_DEEP`), NUL characters
 * and lone surrogates in any text (400 `VALIDATION_FAILED` with the path).
 */
export function mustBePlainJson(value: unknown): void {
  walk(value, '', 0);
}

function walk(value: unknown, path: string, depth: number): void {
  if (depth > MAX_JSON_DEPTH) {
    throw new ProblemException(400, 'JSON_TOO_DEEP', `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  }
  if (typeof value === 'string') return mustBePlainText(value, path);
  if (value === null || typeof value !== 'object') return;
  for (const [name, item] of Object.entries(value)) {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!Array.isArray(value)) mustBePlainName(name, path);
    walk(item, inner, depth + 1);
  }
}

const REACHING = new Set(['__proto__', 'constructor', 'prototype']);

/** A key that would reach the prototype of whatever copies the object is no data. */
function mustBePlainName(name: string, path: string): void {
  mustBePlainText(name, path);
  if (REACHING.has(name)) throw validationFailed([{ path, code: 'invalid_key', message: 'this key is not accepted' }]);
}

function mustBePlainText(text: string, path: string): void {
  if (text.includes('\u0000') || LONE_SURROGATE.test(text)) throw validationFailed([{ path, ...CHARACTERS }]);
}
