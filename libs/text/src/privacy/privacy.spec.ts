import fc from 'fast-check';
import { detectPii } from './detect-pii';
import { maskPii } from './mask-pii';

const found = (text: string) => detectPii(text).map((span) => [span.type, span.value]);

describe('personal identifiers', () => {
  it.each([
    ['Write to anna.b+x@mail.example.org now', ['EMAIL', 'anna.b+x@mail.example.org']],
    ['Call me at +49 30 901820 today', ['PHONE', '+49 30 901820']],
    ['my number is 079 0442 1744', ['PHONE', '079 0442 1744']],
    ['IBAN DE89 3704 0044 0532 0130 00 please', ['IBAN', 'DE89 3704 0044 0532 0130 00']],
    ['card 4111 1111 1111 1111', ['CARD', '4111 1111 1111 1111']],
    ['SSN 514-69-0360', ['SSN', '514-69-0360']],
    ['from 86.121.97.248 I see', ['IP', '86.121.97.248']],
    ['host 2001:db8::ff00:42:8329 fails', ['IP', '2001:db8::ff00:42:8329']],
  ])('are found in %j', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    'Order 8849-2211 of 2026-03-12',
    'version 8.5.6 build 20260312',
    'It costs 1,000,000 dollars',
    'card 4111 1111 1111 1112',
    'DE00 3704 0044 0532 0130 00',
    'at 12:30:45',
    'steps 1 2 3 4 5 6 7',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  const parts = fc.constantFrom(
    'me@x.example',
    ' ',
    '4111111111111111',
    '+49 30 901820',
    'hello',
    '[EMAIL]',
    '1',
    '10.0.0.1',
    '-',
    'call ',
    'GB33BUKB20201555555555',
    '\n',
    '514-69-0360',
  );

  it('are exact spans without overlap, and masking a masked text changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(parts).map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          let last = 0;
          for (const span of detectPii(text)) {
            expect(text.slice(span.start, span.end)).toBe(span.value);
            expect(span.start).toBeGreaterThanOrEqual(last);
            last = span.end;
          }
          const masked = maskPii(text).text;
          expect(maskPii(masked).text).toBe(masked);
          expect(detectPii(masked)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are replaced by their type', () => {
    expect(maskPii('mail a@b.example or 86.121.97.248').text).toBe('mail [EMAIL] or [IP]');
  });
});
