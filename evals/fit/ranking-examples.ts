import { type RankFeatures, rankFeatures } from '@mesh/text';
import { asPassage } from '../../apps/research/src/search-knowledge/candidate';
import type { DataDirectories } from '../framework/data-directory';
import type { LocalKnowledge } from '../suites/knowledge/local-knowledge';
import { type Collection, documentsOf, questionsOf } from '../suites/knowledge/retrieval-measures';
import { type QuestionRow, groupOf } from '../suites/knowledge/rows';
import { MOST_QUESTIONS, evenly } from './evenly';
import { FOLDS, type Grouped, foldOf } from './folds';

/** A question with the candidates of its search. */
export interface RankingExample extends Grouped {
  readonly id: string;
  readonly collection: Collection;
  readonly relevant: readonly string[];
  /** In the order of the candidates. */
  readonly documentIds: readonly string[];
  readonly features: readonly RankFeatures[];
}

/** The collection whose questions share documents, so that approved answers help. */
const WITH_HISTORY = 'tau2bank';

/**
 * The questions of a collection, each with what the shipped search would compare. The bank knows the questions of the
 * other folds as approved answers.
 */
export async function rankingExamples(
  knowledge: LocalKnowledge,
  directories: DataDirectories,
  name: Collection,
): Promise<RankingExample[]> {
  const { train, data } = questionsOf(directories, name);
  const questions = evenly([...train, ...data], MOST_QUESTIONS);
  await knowledge.know(name, documentsOf(directories, name), name === WITH_HISTORY ? questions : []);
  const examples: RankingExample[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const inFold = (row: QuestionRow) => foldOf(groupOf(row)) === fold;
    if (name === WITH_HISTORY)
      knowledge.approve(
        name,
        questions.filter((row) => !inFold(row)),
      );
    for (const row of questions.filter(inFold)) examples.push(await exampleOf(knowledge, name, row));
  }
  return examples;
}

async function exampleOf(knowledge: LocalKnowledge, collection: Collection, row: QuestionRow): Promise<RankingExample> {
  const { text, candidates, statistics } = await knowledge.candidatesFor(collection, row.query);
  const passages = candidates.map(asPassage);
  return {
    ...{ id: row.id, collection, group: groupOf(row), relevant: row.relevant_doc_ids },
    documentIds: passages.map(({ documentId }) => documentId),
    features: rankFeatures(text, passages, statistics),
  };
}
