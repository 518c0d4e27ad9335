import { detectLanguage } from '@mesh/text';
import { type Check, passed, type ReviewSubject } from '../review-subject';

const UNDETERMINED = 'und';
/** From here on a detected language outranks what the drafter claims. */
const CERTAIN = 0.7;

/** The reply is in the customer's language; where either cannot be told, it is not held against the draft. */
export const checkLanguage: Check = (subject) => {
  const wanted = subject.triage.language;
  const used = languageOf(subject);
  if (wanted === UNDETERMINED || used === UNDETERMINED || wanted === used) return passed('language');
  return {
    check: 'language',
    outcome: 'block',
    code: 'other_language_than_customer',
    sentences: [],
    feedback: `the customer writes ${wanted}, the draft is ${used}.`,
  };
};

function languageOf({ draft, sentences }: ReviewSubject): string {
  const stated = sentences.filter(({ citations }) => citations.length > 0);
  const text = (stated.length > 0 ? stated : sentences).map(({ text: sentence }) => sentence).join('\n');
  const found = detectLanguage(text);
  return found.confidence >= CERTAIN ? found.value : draft.language;
}
