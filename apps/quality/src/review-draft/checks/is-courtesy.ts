import { isFrameSentence } from '@mesh/agents';
import { analyze, foldCase, stem } from '@mesh/text';
import { withoutTitles } from './without-titles';

export const COURTESY: ReadonlySet<string> = new Set(
  `answer reply respond message write wrote writing reach reaching contact contacting team colleague hope happy glad
  welcome sorry apologies apologise apologize inconvenience patience understand understanding anything else further
  detail details day week weekend greetings sincerely kind best warm wishes received receive note look looking check
  checking back soon touch help centre center knowledge article articles found find document documents says explains
  describes relevant following steps information unclear clear questions works feel free thank thanks read see also
  ticket request concern customer support person people documentation guide manual page according here`
    .split(/\s+/)
    .map(stem),
);

/**
 * Whether a sentence states nothing that could be wrong: greeting, thanks, lead-in, closing. The titles of documents and
 * the name of the customer are not counted; a figure always is a statement.
 */
export function isCourtesy(sentence: string, titles: readonly string[], firstName = ''): boolean {
  if (isFrameSentence(sentence)) return true;
  const bare = withoutTitles(sentence, titles);
  if (/\d/.test(bare)) return false;
  const name = stem(foldCase(firstName));
  return analyze(bare).every(({ term, kind }) => kind === 'filler' || term === name || COURTESY.has(term));
}
