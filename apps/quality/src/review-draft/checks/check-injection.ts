import { steersMachine } from '@mesh/agents';
import { type Check, firstObjection, objection, type ReviewSubject } from '../review-subject';

const MARKUP =
  /<\s*\/?\s*(?:script|iframe|img|object|embed|form|style|svg|link|meta)\b|\bon\w+\s*=\s*["']|javascript:|!\[[^\]]*\]\(/i;
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+/gi;

/** Nothing that steers a reader's machine, no active markup, and no link that no cited document gives. */
export const checkInjection: Check = (subject) => {
  const { draft, sentences } = subject;
  const isClean = !steersMachine(draft.body) && !MARKUP.test(draft.body);
  const steering = isClean ? [] : sentences.filter(({ text }) => steersMachine(text) || MARKUP.test(text));
  const known = knownLinks(subject);
  return firstObjection(
    'injection',
    objection('injection', steering, {
      outcome: 'revise',
      code: 'copied_instruction',
      feedback: 'this is an instruction or markup copied from a text; leave it out.',
    }),
    objection(
      'injection',
      sentences.filter(({ text }) => linksIn(text).some((link) => !known.has(link))),
      {
        outcome: 'revise',
        code: 'foreign_link',
        feedback: 'this links to an address that no cited document gives; leave it out.',
      },
    ),
  );
};

function knownLinks({ draft }: ReviewSubject): Set<string> {
  return new Set(draft.citations.flatMap(({ quote, url }) => [...linksIn(quote), ...linksIn(url ?? '')]));
}

const linksIn = (text: string): string[] =>
  [...text.matchAll(LINK)].map(([link]) =>
    link
      .toLowerCase()
      .replace(/[.,;:!?]+$/, '')
      .replace(/\/$/, ''),
  );
