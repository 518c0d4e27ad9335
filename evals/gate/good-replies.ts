import { splitSentences } from '@mesh/text';
import type { KnowledgeRow } from '../../tools/running-mesh/load-knowledge';
import { chanceOf } from './chance';
import type { GoodReply } from './gate-row';

const LENGTHS = [2, 3, 4];
/** A date, a count, an amount: sentences with such are what a reply must not get wrong. */
const FIGURE = /\d/;

/** Replies that quote their document: one from sentences that follow one another, one around a sentence with a figure. */
export function goodReplies(documents: readonly KnowledgeRow[]): GoodReply[] {
  return documents.flatMap((document) => {
    const sentences = splitSentences(document.text)
      .map(({ text }) => text)
      .filter((text) => /^\p{Lu}.*\s.*[.!]$/u.test(text) && text.length >= 30 && text.length <= 400);
    const withFigure = sentences.findIndex((text) => FIGURE.test(text));
    const starts = [
      Math.floor(chanceOf(document.doc_id) * Math.max(1, sentences.length - 2)),
      Math.max(0, withFigure - 1),
    ];
    return [...new Set(starts)].flatMap((start) => {
      const length = LENGTHS[Math.floor(chanceOf(`${document.doc_id} length`) * LENGTHS.length)] ?? 2;
      const chosen = sentences.slice(start, start + length);
      return chosen.length < 2 ? [] : [{ id: `${document.doc_id}-${start}`, documents: [document], sentences: chosen }];
    });
  });
}

const PARAPHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bIn order to\b/g, 'To'],
  [/\bdo not\b/g, "don't"],
  [/\bcannot\b/g, "can't"],
  [/\bis not\b/g, "isn't"],
  [/\byou will\b/gi, "you'll"],
  [/\bselect\b/g, 'choose'],
  [/\bensure\b/g, 'make sure'],
  [/\butilize\b/g, 'use'],
  [/\bFor example\b/g, 'For instance'],
  [/\bobtain\b/g, 'get'],
  [/\brequires\b/g, 'needs'],
  [/\bmust be\b/g, 'has to be'],
  [/\bmust\b/g, 'have to'],
  [/\bprior to\b/g, 'before'],
  [/\bHowever, /g, 'But '],
  [/\bpurchase\b/g, 'buy'],
  [/\bissue\b/g, 'problem'],
];

/** The same in slightly other words, with a lead-in; the figures and conditions stay. */
export const paraphrase = (sentences: readonly string[]): string[] => [
  'Here is what our documentation says.',
  ...sentences.map((sentence) => PARAPHRASES.reduce((text, [from, to]) => text.replace(from, to), sentence)),
];
