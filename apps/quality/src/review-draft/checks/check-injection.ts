import { steersMachine } from '@mesh/agents';
import { hostsIn, isKnown } from '../alignment/link-hosts';
import { type Check, firstObjection, objection, type ReviewSubject } from '../review-subject';

const MARKUP =
  /<\s*\/?\s*(?:script|iframe|img|object|embed|form|style|svg|link|meta|base|video|audio|input|button|a)\b|\bon\w+\s*=\s*["']|\b(?:javascript:|vbscript:|data:text\/|file:\/\/)|!\[[^\]]*\][([]/i;
/** Nothing that steers a reader's machine, no active markup, and no link to a place that no document of the tenant is at. */
export const checkInjection: Check = (subject) => {
  const { draft, sentences } = subject;
  const isClean = !steersMachine(draft.body) && !MARKUP.test(draft.body);
  const steering = isClean ? [] : sentences.filter(({ text }) => steersMachine(text) || MARKUP.test(text));
  const known = knownHosts(subject);
  return firstObjection(
    'injection',
    objection('injection', steering, {
      outcome: 'revise',
      code: 'copied_instruction',
      feedback: 'this is an instruction or markup copied from a text; leave it out.',
    }),
    objection(
      'injection',
      sentences.filter(({ text }) => hostsIn(text).some((host) => !isKnown(host, known))),
      {
        outcome: 'revise',
        code: 'foreign_link',
        feedback: 'this links to a place that no document is at or links to; leave it out.',
      },
    ),
  );
};

const knownHosts = ({ draft, evidence }: ReviewSubject): ReadonlySet<string> =>
  new Set([...draft.citations, ...evidence].flatMap(({ quote, url = '' }) => [...hostsIn(quote), ...hostsIn(url)]));
