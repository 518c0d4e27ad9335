import { wordsSoFar } from './words-so-far';

const DRAFT = {
  paragraphs: [
    { sentences: [{ text: 'Open "Billing".', evidenceId: 'e-1', quote: 'Billing' }, { text: 'Choose Export.' }] },
    { sentences: [{ text: 'Das war’s – Grüße.', evidenceId: null, quote: null }] },
  ],
};

describe('the words of a draft that is being written', () => {
  it('only ever grow, from nothing to the whole', () => {
    const json = JSON.stringify(DRAFT);
    let before = '';
    for (let end = 0; end <= json.length; end += 1) {
      const words = wordsSoFar(json.slice(0, end));
      expect(words.startsWith(before)).toBe(true);
      before = words;
    }
    expect(before).toBe('Open "Billing". Choose Export.\n\nDas war’s – Grüße.');
  });

  it.each(['Sure! Here is', '```json', '[1', '{"paragraphs": 7', ''])('are none in %s', (json) => {
    expect(wordsSoFar(json)).toBe('');
  });
});
