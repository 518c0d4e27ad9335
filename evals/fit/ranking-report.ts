import { RANK_WEIGHTS } from '@mesh/text';
import type { DataDirectories } from '../framework/data-directory';
import { mean } from '../framework/statistics';
import type { Ranking } from '../suites/knowledge/ranking';
import { COLLECTIONS, type Collection, documentsOf, measuresOf } from '../suites/knowledge/retrieval-measures';
import { constantsOf } from './constants-text';
import { type RankWeights, fitRanking, rankedDocuments } from './fit-ranking';
import { crossValidated } from './folds';
import type { RankingExample } from './ranking-examples';

/** Not fitted: the collections have hardly any headings. */
const GIVEN: RankWeights = { headingFocus: 1.5 };

/** The fitted weights, and what they and the shipped ones do to questions that the fitted ones have not seen. */
export function rankingReport(examples: readonly RankingExample[], directories: DataDirectories): string {
  const fit = (some: readonly RankingExample[]) => fitRanking(some, GIVEN);
  const fitted = crossValidated(examples, fit, rankedDocuments);
  const shipped = examples.map((example) => rankedDocuments(RANK_WEIGHTS, example));
  const lines = COLLECTIONS.flatMap((name) => {
    const measures = measuresOf(name, documentsOf(directories, name));
    return measures.map(({ label, of }) => {
      const figure = (found: readonly string[][]) => mean(rankingsOf(examples, found, name).map(of)).toFixed(3);
      return `${`${name} ${label}`.padEnd(28)} fitted, unseen ${figure(fitted)}   shipped ${figure(shipped)}`;
    });
  });
  return [...lines, '', 'rank-weights.ts', constantsOf(fit(examples))].join('\n');
}

const rankingsOf = (
  examples: readonly RankingExample[],
  found: readonly (readonly string[])[],
  name: Collection,
): Ranking[] =>
  examples
    .map(({ id, collection, relevant }, at) => ({ id, collection, question: '', relevant, found: found[at] ?? [] }))
    .filter(({ collection }) => collection === name);
