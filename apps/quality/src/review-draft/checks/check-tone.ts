import { detectAbuse } from '@mesh/text';
import { type Check, firstObjection, objection } from '../review-subject';
import { titlesOf, withoutTitles } from './without-titles';

const BLAME =
  /\b(?:your (?:own )?(?:fault|mistake)|you (?:should have|failed to|neglected to|obviously|clearly did(?:n't| not))|as (?:we|i) (?:already|clearly) (?:said|told)|calm down|stop complaining)\b/i;

/** Calm and respectful: no foul language, no blame, no shouting. */
export const checkTone: Check = ({ draft, sentences, evidence }) => {
  const ownWords = withoutTitles(draft.body, titlesOf(evidence));
  const foul = detectAbuse(ownWords).value ? sentences.filter(({ text }) => detectAbuse(text).value) : [];
  const harsh = sentences.filter(
    ({ text, citations }) =>
      citations.length === 0 && ownWords.includes(text) && (BLAME.test(text) || isShouting(text)),
  );
  return firstObjection(
    'tone',
    objection('tone', foul, {
      outcome: 'revise',
      code: 'foul_language',
      feedback: 'this is not respectful; leave it out.',
    }),
    objection('tone', harsh, {
      outcome: 'revise',
      code: 'harsh_tone',
      feedback: 'this blames or shouts; say it calmly.',
    }),
  );
};

function isShouting(text: string): boolean {
  const words = text.match(/\p{L}{3,}/gu) ?? [];
  return (
    /!{2,}/.test(text) ||
    (words.length >= 4 && words.filter((word) => word === word.toUpperCase()).length > words.length / 2)
  );
}
