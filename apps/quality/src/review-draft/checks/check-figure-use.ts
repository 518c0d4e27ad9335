import { checkFigures, tokenize } from '@mesh/text';
import { type Check, objection } from '../review-subject';

/** Names such as `v7.0.2`, `DB2` or `ERR_17`: one digit makes another thing of them. */
const IDENTIFIER = /\p{L}[._\-/]?\d/u;

/** Numbers, dates, amounts and identifiers of a cited sentence stand in its quotes. */
export const checkFigureUse: Check = ({ sentences }) => {
  const wrong = sentences.filter(({ text, citations }) => {
    const quotes = citations.map(({ quote }) => quote).join('\n');
    return citations.length > 0 && !(checkFigures(text, quotes).ok && hasIdentifiersOf(quotes, text));
  });
  return objection('figures', wrong, {
    outcome: 'revise',
    code: 'figure_not_in_quote',
    feedback: 'a number, date, amount or identifier does not stand in the cited passage; take it over exactly.',
  });
};

function hasIdentifiersOf(quotes: string, text: string): boolean {
  const known = new Set(tokenize(quotes).map(({ word }) => word));
  return tokenize(text).every(({ word }) => !IDENTIFIER.test(word) || known.has(word));
}
