import fc from 'fast-check';
import { ProblemException } from '../problems/problem-exception';
import { MAX_JSON_DEPTH, mustBePlainJson } from './json-shape';

const outcome = (value: unknown): string => {
  try {
    mustBePlainJson(value);
    return 'accepted';
  } catch (error) {
    if (error instanceof ProblemException) return error.code;
    throw error;
  }
};

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
const REACHING = ['__proto__', 'constructor', 'prototype'];
const plainText = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !text.includes('\u0000') && !REACHING.includes(text));

describe('a body that is JSON', () => {
  it('is accepted when it is shallow and its texts can be stored', () => {
    fc.assert(
      fc.property(
        fc.object({ key: plainText, values: [plainText, fc.double(), fc.boolean()], maxDepth: 5 }),
        (value) => {
          expect(outcome(JSON.parse(JSON.stringify(value)))).toBe('accepted');
        },
      ),
    );
  });

  it('F71: is refused, never failed, wherever the odd text is', () => {
    const odd = fc.constantFrom('\u0000', '\ud800', 'a\udc00b', '\udbff\u0020');
    const place = fc.constantFrom<(text: string) => unknown>(
      (text) => text,
      (text) => [1, [text]],
      (text) => ({ a: { b: text } }),
      (text) => ({ [text]: 1 }),
    );
    fc.assert(fc.property(odd, place, (text, put) => expect(outcome(put(text))).toBe('VALIDATION_FAILED')));
  });

  it('F72: is accepted to the last level that is allowed, and no further', () => {
    expect(outcome(nested(MAX_JSON_DEPTH))).toBe('accepted');
    expect(outcome(nested(MAX_JSON_DEPTH + 1))).toBe('JSON_TOO_DEEP');
    expect(outcome(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toBe('JSON_TOO_DEEP');
  });

  it.each(REACHING)('F72: is refused where a key is %s, however deep, and changes no prototype', (key) => {
    expect(outcome(JSON.parse(`{"a":[{"${key}":{"polluted":true}}]}`))).toBe('VALIDATION_FAILED');
    expect({}).not.toHaveProperty('polluted');
  });

  it('may hold emoji', () => {
    expect(outcome({ text: 'thanks 👍🏽' })).toBe('accepted');
  });
});
