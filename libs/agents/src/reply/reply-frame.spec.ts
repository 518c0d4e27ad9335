import { splitSentences } from '@mesh/text';
import { isFrameSentence, replyFrame } from './reply-frame';

describe('the words around the facts of a reply', () => {
  it.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'xx'])(
    'are known as such, sentence by sentence (%s)',
    (language) => {
      const { greeting, opening, closing, acknowledgement } = replyFrame(language, 'Ada');
      const body = [greeting, opening, closing, acknowledgement].join('\n\n');
      expect(splitSentences(body).filter(({ text }) => !isFrameSentence(text))).toEqual([]);
    },
  );

  it('greet by first name only where that is a name', () => {
    expect(replyFrame('en', 'Ada').greeting).toBe('Hello Ada,');
    expect(replyFrame('en', 'http://x.example').greeting).toBe('Hello,');
    expect(replyFrame('en').greeting).toBe('Hello,');
  });

  it('do not cover a statement', () => {
    expect(isFrameSentence('Hello Ada, your refund is on its way.')).toBe(false);
  });
});
