import { detectPromises } from '@mesh/text';
import { type Check, objection } from '../review-subject';

/** No commitment in the team's name, unless the cited passage makes the same one to everybody. */
export const checkPromises: Check = ({ sentences }) => {
  const made = sentences.filter(({ text, citations }) => {
    const allowed = new Set(citations.flatMap(({ quote }) => detectPromises(quote).map(({ kind }) => kind)));
    return detectPromises(text).some(({ kind }) => !allowed.has(kind));
  });
  return objection('promises', made, {
    outcome: 'revise',
    code: 'promise_without_source',
    feedback: 'this promises something that no passage promises; leave it out.',
  });
};
