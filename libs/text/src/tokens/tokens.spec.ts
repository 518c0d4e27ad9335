import fc from 'fast-check';
import { normalizeText } from './normalize-text';
import { splitSentences } from './split-sentences';
import { analyze, tokenize } from './tokenize';

const texts = fc
  .array(
    fc.constantFrom(
      'Go to Settings.',
      ' ',
      '\n',
      '- item',
      '## Head',
      'e.g. this',
      'SettingsClick Save',
      '1. First',
      'É\u0301tude',
      '😀',
      'a',
      'Dr. Who?',
      '\r\n',
      '...',
    ),
  )
  .map((parts) => parts.join(''));

describe('sentences of a text', () => {
  it('are exact pieces of it, in order and without overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme', maxLength: 300 })), (text) => {
        let last = 0;
        for (const sentence of splitSentences(text)) {
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.start).toBeGreaterThanOrEqual(last);
          expect(sentence.text.trim()).toBe(sentence.text);
          last = sentence.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['Ask Dr. Smith, e.g. by mail. Then wait.', ['Ask Dr. Smith, e.g. by mail.', 'Then wait.']],
    ['# Title\n- Open the app.\n- Press Save', ['Title', 'Open the app.', 'Press Save']],
    ['Version 7.0.2 is out. Update now!', ['Version 7.0.2 is out.', 'Update now!']],
    ['About your settingsGo to the menu.Click Save.', ['About your settings', 'Go to the menu.', 'Click Save.']],
    [
      'See [the page](https://a.example/?b=c&d=e!f) now. Then go.',
      ['See [the page](https://a.example/?b=c&d=e!f) now.', 'Then go.'],
    ],
    ['Pay with PayPal or on YouTube today.', ['Pay with PayPal or on YouTube today.']],
  ])('divides %j', (text, expected) => {
    expect(splitSentences(text).map((sentence) => sentence.text)).toEqual(expected);
  });
});

describe('words of a text', () => {
  it('keep their offsets, also with accents and identifiers', () => {
    const text = 'Café ERR_NAME_X, don’t!';
    expect(tokenize(text).map(({ word, start, end }) => [word, text.slice(start, end)])).toEqual([
      ['cafe', 'Café'],
      ['err_name_x', 'ERR_NAME_X'],
      ["don't", 'don’t'],
    ]);
  });

  it('meet whatever their ending, spelling or joining', () => {
    const terms = (text: string) => analyze(text).map((term) => term.term);
    expect(terms('cancelling subscriptions')).toEqual(terms('cancelled subscription'));
    expect(terms('e-mail')).toEqual(terms('email'));
    expect(terms('SettingsAbout pages')).toEqual(expect.arrayContaining(terms('settings')));
  });

  it('tell the way of asking from the subject', () => {
    expect(analyze('I would like help with invoices').map((term) => [term.term, term.kind])).toEqual([
      ['like', 'filler'],
      ['help', 'filler'],
      ['invoic', 'content'],
    ]);
  });
});

it('a normalised text is already normal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) =>
      expect(normalizeText(normalizeText(text))).toBe(normalizeText(text)),
    ),
  );
  expect(normalizeText('“a”\u200B  b\r\n\n\n\nc')).toBe('"a" b\n\nc');
});
