/** Openings that only make sense behind another sentence. */
const OPENING =
  /^(?:then|also|however|it|its|this|these|that|those|they|them|he|she|after (?:that|this)|afterwards?|until then|otherwise|below that|above that|instead|but|and|so|therefore|thus|in (?:that|this|both|either) cases?|for (?:this|that)|to do (?:this|so|that)|both|either way|if (?:it|so|not|they|this|that|both|none|neither)|once (?:it|they|this|done)|when (?:it|they|this)|nothing (?:\w+ ){0,4}when this)\b/i;
const THEN = /^(?:[\p{L}']+ ){1,3}(?:then|also|therefore|however)\b/iu;
const DEFINITE = /\b(?:the|that|this|these|those) (\p{L}{3,})/giu;

/** Whether a sentence cannot be understood without the one before it. */
export function refersBack(sentence: string, before: string | undefined): boolean {
  if (OPENING.test(sentence) || THEN.test(sentence)) return true;
  if (before === undefined) return false;
  return [...sentence.matchAll(DEFINITE)].some(([, noun = '']) => introduces(before, noun));
}

/** "a link" is what "the link" of the next sentence means. */
const introduces = (before: string, noun: string): boolean => {
  const at = before.toLowerCase().indexOf(noun.toLowerCase());
  return at > 0 && /\ban? (?:\p{L}+ ){0,2}$/iu.test(before.slice(Math.max(0, at - 60), at));
};
