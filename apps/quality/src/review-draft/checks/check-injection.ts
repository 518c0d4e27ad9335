import { steersMachine } from '@mesh/agents';
import { bareHostsIn, hostsIn, isKnown } from '../alignment/link-hosts';
import { type Check, type Finding, firstObjection, objection, passed, type ReviewSubject } from '../review-subject';

const MARKUP =
  /<\s*\/?\s*(?:script|iframe|img|object|embed|form|style|svg|link|meta|base|video|audio|input|button|a)\b|\bon\w+\s*=\s*["']|\b(?:javascript:|vbscript:|data:text\/|file:\/\/)|!\[[^\]]*\][([]/i;
/** Nothing that steers a reader's machine, no active markup, and no link to a place that no document of the tenant is at. */
export const checkInjection: Check = (subject) => {
  const known = knownHosts(subject);
  return firstObjection(
    'injection',
    copied(subject),
    objection(
      'injection',
      subject.sentences.filter(({ text }) => hostsIn(text).some((host) => !isKnown(host, known))),
      {
        outcome: 'revise',
        code: 'foreign_link',
        feedback: 'this links to a place that no document is at or links to; leave it out.',
      },
    ),
  );
};

/** What only the whole text shows, since markup may look like the end of a sentence, is held against the whole. */
function copied({ draft, sentences }: ReviewSubject): Finding {
  if (!isForbidden(draft.body)) return passed('injection');
  const forbidden = sentences.filter(({ text }) => isForbidden(text)).map(({ number }) => number);
  const feedback = 'this is an instruction or markup copied from a text; leave it out.';
  return { check: 'injection', outcome: 'revise', code: 'copied_instruction', sentences: forbidden, feedback };
}

const isForbidden = (text: string): boolean => MARKUP.test(text) || steersMachine(text);

const knownHosts = ({ draft, evidence }: ReviewSubject): ReadonlySet<string> =>
  new Set(
    [...draft.citations, ...evidence].flatMap(({ quote, url = '' }) => [
      ...hostsIn(quote),
      ...bareHostsIn(quote),
      ...hostsIn(url),
    ]),
  );
