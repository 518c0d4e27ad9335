import type { ReplySentence } from '@mesh/agents';
import type { Evidence } from '@mesh/contracts';
import { type Check, firstObjection, objection } from '../review-subject';
import { statingTerms } from '../alignment/plain-words';
import { changesConditions } from './check-conditions';
import { isCourtesy } from './is-courtesy';
import { leadsOn } from './leads-on';
import { titlesOf } from './without-titles';

/** Share of the words of a sentence that its quotes must contain. */
const COVERED = 0.7;
/** Enough for a sentence in other words, if the cited documents know nearly all that it says. */
const CORE = 0.4;
const KNOWN = 0.7;
/** So many words on end that no document has are a statement of their own, whatever stands around them. */
const FOREIGN = 4;
/** A step at a screen has few words, and half of them are the same for every screen. */
const STEP = /^\W*(?:right-)?(?:click|tap|press|select|choose|enter|type|open|go|scroll|hover|drag|check|access)\b/i;
const KNOWN_STEP = 0.6;

/** Every factual sentence is cited, and what it says stands in its quotes. */
export const checkSupport: Check = ({ draft, sentences, evidence, conversation }) => {
  const titles = titlesOf(evidence);
  const known = statingTerms(evidence.flatMap(({ title, quote }) => [title, quote]).join('\n'));
  const firstName = conversation.customer.name?.trim().split(/\s+/)[0];
  const uncited = sentences.filter(
    (sentence) =>
      sentence.citations.length === 0 &&
      !leadsOn(sentence.text, known) &&
      ![sentence.text, lineAround(draft.body, sentence)].some((text) => isCourtesy(text, titles, firstName)),
  );
  const uncovered = sentences.filter(
    (sentence) =>
      sentence.citations.length > 0 && !isCovered(sentence, evidence, known) && !leadsOn(sentence.text, known),
  );
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

function isCovered(
  { text, citations }: ReplySentence,
  evidence: readonly Evidence[],
  known: ReadonlySet<string>,
): boolean {
  const said = statingTerms(text);
  if (longestRun(said, (term) => !known.has(term)) >= FOREIGN) return false;
  const inQuotes = shareOf(said, citations);
  if (inQuotes >= COVERED) return true;
  const cited = new Set(citations.map(({ documentId }) => documentId));
  return (
    inQuotes >= CORE &&
    shareOf(
      said,
      evidence.filter(({ documentId }) => documentId !== undefined && cited.has(documentId)),
    ) >= (STEP.test(text) ? KNOWN_STEP : KNOWN)
  );
}

function longestRun(terms: Iterable<string>, isCounted: (term: string) => boolean): number {
  let [longest, run] = [0, 0];
  for (const term of terms) {
    run = isCounted(term) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** How much of what is said stands in some texts; of nothing, all. */
function shareOf(said: ReadonlySet<string>, texts: readonly { readonly quote: string; readonly title: string }[]) {
  const known = statingTerms(texts.flatMap(({ quote, title }) => [quote, title]).join('\n'));
  return said.size === 0 ? 1 : [...said].filter((term) => known.has(term)).length / said.size;
}

/** A title in a lead-in may look like several sentences; then the line is judged as a whole. */
function lineAround(body: string, { start, end }: ReplySentence): string {
  const from = body.lastIndexOf('\n', start - 1) + 1;
  const to = body.indexOf('\n', end);
  return body.slice(from, to < 0 ? body.length : to);
}
