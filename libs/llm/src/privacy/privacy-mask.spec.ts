import { detectPii } from '@mesh/text';
import fc from 'fast-check';
import type { JsonValue } from '../language-model.port';
import { PrivacyMask } from './privacy-mask';
import { RestoringStream } from './restoring-stream';

const identifier = fc.constantFrom(
  'ada@example.com',
  'tom@b.example',
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
  '+49 30 901820',
  '86.121.97.248',
);
const words = fc
  .array(fc.oneof(fc.stringMatching(/^[a-z ]{1,12}$/), identifier), { maxLength: 8 })
  .map((list) => list.join(' '));

describe('identifiers of persons', () => {
  it('never stand in what is sent, and all come back', () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        const mask = new PrivacyMask();
        const value = { left, list: [right, 7, null, { right }] } as JsonValue;
        const masked = mask.mask(value);
        expect(detectPii(JSON.stringify(masked))).toEqual([]);
        expect(mask.restore(masked)).toEqual(value);
      }),
    );
  });

  it('come back in a stream, wherever it is cut', () => {
    fc.assert(
      fc.property(words, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (text, sizes) => {
        const mask = new PrivacyMask();
        const stream = new RestoringStream(mask);
        // What ends a text is held back as long as it may be the beginning of a placeholder.
        let rest = `${mask.maskText(text)}.`;
        let out = '';
        for (let at = 0; rest !== ''; at += 1) {
          const size = sizes[at % sizes.length] ?? 1;
          out += stream.push(rest.slice(0, size));
          rest = rest.slice(size);
        }
        expect(out).toBe(`${text}.`);
      }),
    );
  });

  it('are not made up: a placeholder that nobody gave stays', () => {
    expect(new PrivacyMask().restoreText('[EMAIL_A] [sic]')).toBe('[EMAIL_A] [sic]');
  });
});
