import { checkFigures, stem, tokenize } from '@mesh/text';
import { miscopiedLinks } from '../alignment/link-hosts';
import { namesIn, withoutAddresses } from '../alignment/plain-words';
import { type Check, objection } from '../review-subject';

/** Names such as `v7.0.2`, `DB2` or `ERR_17`: one digit makes another thing of them. */
const IDENTIFIER = /\p{L}[._\-/]?\d/u;

/** Numbers, dates, amounts, identifiers and names of a cited sentence stand in its quotes; addresses are as the documents have them. */
export const checkFigureUse: Check = ({ sentences, evidence, conversation }) => {
  const known = lower([
    ...evidence.flatMap(({ quote, title, url = '' }) => [quote, title, url]),
    conversation.customer.name ?? '',
  ]);
  const sources = evidence.flatMap(({ quote, url = '' }) => [quote, url]).join('\n');
  const wrong = sentences.filter(({ text, citations }) => {
    if (miscopiedLinks(text, sources).length > 0) return true;
    const quotes = withoutAddresses(citations.map(({ quote }) => quote).join('\n'));
    const said = withoutAddresses(text);
    return (
      citations.length > 0 &&
      !(checkFigures(said, quotes).ok && hasIdentifiersOf(quotes, said) && hasNamesOf(known, said))
    );
  });
  return objection('figures', wrong, {
    outcome: 'revise',
    code: 'figure_not_in_quote',
    feedback: 'a number, date, amount, name or identifier does not stand in the cited passage; take it over exactly.',
  });
};

function hasIdentifiersOf(quotes: string, text: string): boolean {
  const known = new Set(tokenize(quotes).map(({ word }) => word));
  return tokenize(text).every(({ word }) => !IDENTIFIER.test(word) || known.has(word));
}

/** A name may come from anywhere in the evidence, in any form: a lead-in names the product. */
const hasNamesOf = (known: string, text: string): boolean =>
  namesIn(text).every((name) => [name.toLowerCase(), stem(name.toLowerCase())].some((form) => known.includes(form)));

const lower = (texts: readonly string[]): string => texts.join('\n').toLowerCase();
