import { type EvidenceFeatures, evidenceFeatures } from '@mesh/text';
import { chooseEvidence } from '../../apps/research/src/find-evidence/choose-evidence';
import { asEvidencePassage } from '../../apps/research/src/find-evidence/evidence-search';
import { rankCandidates } from '../../apps/research/src/search-knowledge/ranked-passage';
import type { DataDirectories } from '../framework/data-directory';
import type { LocalKnowledge } from '../suites/knowledge/local-knowledge';
import { TOGETHER, questionsOf } from '../suites/knowledge/retrieval-measures';
import { type QuestionRow, groupOf } from '../suites/knowledge/rows';
import { MOST_QUESTIONS, evenly } from './evenly';
import type { Grouped } from './folds';

/** A question with what its evidence looks like, and whether the evidence answers it. */
export interface EvidenceExample extends Grouped {
  /** Where it comes from: the collection of an answerable question, or what kind of question has no answer. */
  readonly kind: string;
  readonly answerable: boolean;
  readonly weight: number;
  readonly features: EvidenceFeatures;
}

const ANSWERED = ['techqa', 'wixqa', 'stackfaq'] as const;
/** What each kind weighs, all its questions together: with and without an answer the same. */
const SHARES: Readonly<Record<string, number>> = {
  ...{ techqa: 3, wixqa: 3, stackfaq: 3 },
  ...{ near: 3, far: 1, 'far-noisy': 1 },
  ...{ 'techqa taken away': 1.4, 'wixqa taken away': 1.3, 'stackfaq taken away': 1.3 },
};

type Unweighed = Omit<EvidenceExample, 'weight'>;

/**
 * Answerable questions against questions whose answer is nowhere, and against the same questions with their articles
 * taken away. All collections in one index.
 */
export async function evidenceExamples(
  knowledge: LocalKnowledge,
  directories: DataDirectories,
): Promise<EvidenceExample[]> {
  const examples: Unweighed[] = [];
  for (const name of ANSWERED) {
    const { train, data } = questionsOf(directories, name);
    for (const row of evenly([...train, ...data], MOST_QUESTIONS)) {
      examples.push(await exampleOf(knowledge, row, name), await exampleWithoutAnswer(knowledge, row, name));
    }
  }
  for (const row of directories.rows<QuestionRow>('queries-unanswerable.jsonl')) {
    examples.push(await exampleOf(knowledge, row, row.difficulty ?? 'far'));
  }
  return weighed(examples);
}

function weighed(examples: readonly Unweighed[]): EvidenceExample[] {
  const counts = new Map<string, number>();
  for (const { kind } of examples) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const all = [...counts.keys()].reduce((sum, kind) => sum + (SHARES[kind] ?? 1), 0);
  const weightOf = (kind: string) => (SHARES[kind] ?? 1) / all / (counts.get(kind) ?? 1);
  return examples.map((example) => ({ ...example, weight: examples.length * weightOf(example.kind) }));
}

const exampleWithoutAnswer = async (knowledge: LocalKnowledge, row: QuestionRow, name: string): Promise<Unweighed> => ({
  ...(await exampleOf(knowledge, row, `${name} taken away`, row.relevant_doc_ids)),
  answerable: false,
});

async function exampleOf(
  knowledge: LocalKnowledge,
  row: QuestionRow,
  kind: string,
  without: readonly string[] = [],
): Promise<Unweighed> {
  const { text, candidates, statistics } = await knowledge.candidatesFor(TOGETHER, row.query, ['public']);
  const left = candidates.filter(({ passage }) => !without.includes(passage.documentId));
  const chosen = chooseEvidence(rankCandidates(text, left, statistics), []);
  const features = evidenceFeatures(text, chosen.map(asEvidencePassage), statistics);
  return { group: groupOf(row), kind, answerable: row.answerable, features };
}
