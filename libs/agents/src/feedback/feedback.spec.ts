import type { Citation } from '@mesh/contracts';
import fc from 'fast-check';
import { replySentences } from './reply-sentences';
import { sentencesNamedIn, writeFeedback } from './review-feedback';

const citation = (sentenceStart: number, sentenceEnd: number): Citation => ({
  documentId: 'doc',
  documentVersion: 1,
  title: 'Doc',
  quote: 'q',
  start: 0,
  end: 1,
  sentenceStart,
  sentenceEnd,
});

describe('the sentences of a reply', () => {
  it('are numbered in the order of the text, each with its citations', () => {
    const body = 'Hello Ada. Open the menu. Choose Export.';
    const found = replySentences({ body, citations: [citation(26, 40), citation(11, 25)] });
    expect(found.map(({ number, text, citations }) => [number, text, citations.length])).toEqual([
      [1, 'Hello Ada.', 0],
      [2, 'Open the menu.', 1],
      [3, 'Choose Export.', 1],
    ]);
  });

  it('keeps a cited span together even where a splitter would cut it', () => {
    const body = 'Go to Settings. Then save. Bye.';
    expect(replySentences({ body, citations: [citation(0, 26)] }).map(({ text }) => text)).toEqual([
      'Go to Settings. Then save.',
      'Bye.',
    ]);
  });

  it('ignores citations that point outside of the text', () => {
    expect(replySentences({ body: 'Hello.', citations: [citation(3, 90)] })).toMatchObject([{ citations: [{}] }]);
    expect(replySentences({ body: 'Hello.', citations: [citation(60, 90)] })).toMatchObject([{ citations: [] }]);
  });
});

describe('the feedback of a review', () => {
  it('names its sentences so that a drafter can find them again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 20 }), (numbers) => {
        const sentences = numbers.sort((left, right) => left - right);
        expect(sentencesNamedIn(writeFeedback([{ check: 'support', sentences, text: 'not carried' }]))).toEqual(
          sentences,
        );
      }),
    );
  });

  it.each([
    ['Please drop sentences 2 and 4.', [2, 4]],
    ['sentences 3-5 are wrong, sentence 9 too', [3, 4, 5, 9]],
    ['Mention the 30 day limit.', []],
  ])('understands a person who writes %j', (feedback, numbers) => {
    expect(sentencesNamedIn(feedback)).toEqual(numbers);
  });
});
