import type { DataDirectories, Split } from '../../framework/data-directory';
import { intervalOf, mean } from '../../framework/statistics';
import type { Figure, WorstCase } from '../../framework/suite';
import type { LocalKnowledge } from './local-knowledge';
import { type Ranking, ndcg10, recallAt, reciprocalRank } from './ranking';
import { type DocumentRow, type QuestionRow, groupOf } from './rows';

export const COLLECTIONS = ['techqa', 'wixqa', 'stackfaq', 'tau2bank'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** The tenant that knows all collections at once. */
export const TOGETHER = 'together';

export const documentsOf = (directories: DataDirectories, name: Collection): DocumentRow[] =>
  directories.rows<DocumentRow>(`kb-${name}.jsonl`);

export function questionsOf(directories: DataDirectories, name: Collection): Split<QuestionRow> {
  const split = directories.split<QuestionRow>(`queries-${name}.jsonl`, groupOf);
  const answerable = (rows: readonly QuestionRow[]) => rows.filter((row) => row.answerable);
  return { train: answerable(split.train), data: answerable(split.data) };
}

export async function rankingsOf(
  knowledge: LocalKnowledge,
  tenantId: string,
  questions: readonly QuestionRow[],
): Promise<Ranking[]> {
  const rankings: Ranking[] = [];
  for (const { id, query, relevant_doc_ids: relevant } of questions) {
    rankings.push({ id, question: query, relevant, found: await knowledge.documentsFor(tenantId, query) });
  }
  return rankings;
}

/** A statistic of a collection, its key in the report and what it is held against. */
export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly target?: number;
  readonly of: (ranking: Ranking) => number;
}

const RECALL5 = { key: 'recall5', label: 'recall@5', of: recallAt(5) };
const NDCG10 = { key: 'ndcg10', label: 'nDCG@10', of: ndcg10 };
const RECALL10 = { key: 'recall10', label: 'recall@10', of: recallAt(10) };

/** @param documents tell which thread a document belongs to */
export function measuresOf(name: Collection, documents: readonly DocumentRow[]): Measure[] {
  if (name === 'techqa')
    return [
      { ...RECALL5, target: 0.94 },
      { ...NDCG10, target: 0.88 },
    ];
  if (name === 'wixqa')
    return [
      { ...RECALL5, target: 0.94 },
      { ...NDCG10, target: 0.86 },
    ];
  if (name === 'tau2bank') return [{ ...RECALL10, target: 0.45 }, NDCG10];
  const threads = new Map(documents.map(({ doc_id: id, thread }) => [id, String(thread ?? id)]));
  const threadMrr = reciprocalRank((id) => threads.get(id) ?? id);
  return [{ key: 'threadMrr10', label: 'thread MRR@10', of: threadMrr, target: 0.88 }, RECALL5];
}

export function figuresOf(prefix: string, measures: readonly Measure[], rankings: readonly Ranking[]): Figure[] {
  return measures.map(({ label, of, target }) => {
    const statistic = (rows: readonly Ranking[]) => mean(rows.map(of));
    return {
      name: `${prefix} ${label}`,
      value: statistic(rankings),
      interval: intervalOf(rankings, statistic),
      n: rankings.length,
      ...(target === undefined ? {} : { target }),
    };
  });
}

export const reportOf = (measures: readonly Measure[], rankings: readonly Ranking[]): Record<string, number> =>
  Object.fromEntries(measures.map(({ key, of }) => [key, mean(rankings.map(of))]));

/** Questions with no relevant document among the first five. */
export const missed = (rankings: readonly Ranking[]): WorstCase[] =>
  rankings
    .filter((ranking) => recallAt(5)(ranking) === 0)
    .map((ranking) => ({
      id: ranking.id,
      text: ranking.question.slice(0, 300),
      expected: ranking.relevant.slice(0, 3).join(', '),
      got: ranking.found.slice(0, 3).join(', '),
      weight: 1 - ndcg10(ranking),
    }));
