import type { ReplySentence } from '@mesh/agents';
import { type Check, firstObjection, objection } from '../review-subject';
import { statingTerms } from '../alignment/plain-words';
import { changesConditions } from './check-conditions';
import { isCourtesy } from './is-courtesy';
import { titlesOf } from './without-titles';

/** Share of the words of a sentence that its quotes must contain. */
const COVERED = 0.7;

/** Every factual sentence is cited, and what it says stands in its quotes. */
export const checkSupport: Check = ({ draft, sentences, evidence, conversation }) => {
  const titles = titlesOf(evidence);
  const firstName = conversation.customer.name?.trim().split(/\s+/)[0];
  const uncited = sentences.filter(
    (sentence) =>
      sentence.citations.length === 0 &&
      ![sentence.text, lineAround(draft.body, sentence)].some((text) => isCourtesy(text, titles, firstName)),
  );
  const uncovered = sentences.filter((sentence) => sentence.citations.length > 0 && !isCovered(sentence));
  const turned = sentences.filter((sentence) => sentence.citations.length > 0 && changesConditions(sentence));
  return firstObjection(
    'support',
    objection('support', turned, {
      outcome: 'revise',
      code: 'condition_changed',
      feedback: 'the cited passage says this under other conditions or with another negation; keep to its words.',
    }),
    objection('support', uncovered, {
      outcome: 'revise',
      code: 'sentence_not_in_quote',
      feedback: 'the cited passage does not say this; keep to its words or leave the sentence out.',
    }),
    objection('support', uncited, {
      outcome: 'revise',
      code: 'sentence_without_citation',
      feedback: 'this states something without a source; cite one or leave the sentence out.',
    }),
  );
};

function isCovered({ text, citations }: ReplySentence): boolean {
  const known = statingTerms(citations.map(({ quote }) => quote).join('\n'));
  const said = [...statingTerms(text)];
  const covered = said.filter((term) => known.has(term)).length;
  return said.length === 0 || covered / said.length >= COVERED;
}

/** A title in a lead-in may look like several sentences; then the line is judged as a whole. */
function lineAround(body: string, { start, end }: ReplySentence): string {
  const from = body.lastIndexOf('\n', start - 1) + 1;
  const to = body.indexOf('\n', end);
  return body.slice(from, to < 0 ? body.length : to);
}
