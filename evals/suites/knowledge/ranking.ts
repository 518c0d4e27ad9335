/** Where the relevant documents stand in a ranking. */
export interface Ranking {
  readonly id: string;
  readonly question: string;
  readonly relevant: readonly string[];
  /** Distinct documents, best first. */
  readonly found: readonly string[];
}

const DEPTH = 10;

export const recallAt =
  (depth: number) =>
  ({ relevant, found }: Ranking): number =>
    found.slice(0, depth).filter((id) => relevant.includes(id)).length / relevant.length;

/** Normalised discounted cumulative gain of the first ten with one grade of relevance. */
export function ndcg10({ relevant, found }: Ranking): number {
  const gain = found.slice(0, DEPTH).reduce((sum, id, at) => sum + (relevant.includes(id) ? discount(at) : 0), 0);
  const ideal = relevant.slice(0, DEPTH).reduce((sum, _, at) => sum + discount(at), 0);
  return gain / ideal;
}

const discount = (at: number): number => 1 / Math.log2(at + 2);

/** Reciprocal rank of the first relevant group (such as a thread) among the first ten different ones; 0 behind them. */
export const reciprocalRank =
  (groupOf: (documentId: string) => string) =>
  ({ relevant, found }: Ranking): number => {
    const wanted = new Set(relevant.map(groupOf));
    const at = [...new Set(found.map(groupOf))].slice(0, DEPTH).findIndex((group) => wanted.has(group));
    return at < 0 ? 0 : 1 / (at + 1);
  };
