import { withoutHistory } from './without-history';

describe('the new part of an answer', () => {
  it.each([
    [
      'a quotation with its introduction',
      'Thanks, it works.\n\nOn Mon, 1 Dec 2025 at 10:02, Support <help@shop.example> wrote:\n> Please restart it.\n> \n> Yours\n',
      'Thanks, it works.',
    ],
    [
      'an introduction on two lines, in any language',
      'Danke!\n\nAm 1. Dezember 2025 um 10:02 schrieb Hilfe\n<help@shop.example>:\n\n> Bitte neu starten.',
      'Danke!',
    ],
    [
      'a block of headers below a line',
      'It is broken again.\n\n________________________________\nFrom: Support <help@shop.example>\nSent: Monday\nTo: Ada\nSubject: Re: Help\n\nPlease restart it.',
      'It is broken again.',
    ],
    [
      'a block of headers below a divider with words',
      'Nein.\n\n-----Ursprüngliche Nachricht-----\nVon: Hilfe\nGesendet: Montag\nAn: Ada\n\nGeht es?',
      'Nein.',
    ],
    ['a signature behind its mark', 'Yes, please.\n-- \nAda Lovelace\nCountess', 'Yes, please.'],
  ])('is left without %s', (_what, text, expected) => {
    expect(withoutHistory(text)).toBe(expected);
  });

  it.each([
    ['is written between quotations', '> Which order?\nNumber 17.\n> Since when?\nSince Monday.'],
    ['only mentions headers', 'From: the shop I expected more.\nYou are late.'],
    ['holds a line of signs', 'Two things:\n-----\nOne and two.'],
    ['ends with a colon', 'The steps are:\n1. restart\n2. wait until it says:'],
  ])('is kept whole when it %s', (_what, text) => {
    expect(withoutHistory(text)).toBe(text);
  });

  it('is all of it where nothing else would be left', () => {
    expect(withoutHistory('> Please restart it.\n> Yours\n')).toBe('> Please restart it.\n> Yours');
  });

  it('keeps an own sentence above a quotation that introduces nothing', () => {
    expect(withoutHistory('I get this:\n> Error')).toBe('I get this:');
  });
});
