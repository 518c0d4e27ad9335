export interface Ranked {
  readonly id: string;
  readonly score: number;
}

/**
 * Reciprocal rank fusion: every list gives an id `weight / (k + rank)` points. Only the order in the lists counts.
 * Ties are broken by id, so the result is deterministic.
 */
export function fuseRankings(
  rankings: readonly (readonly { readonly id: string }[])[],
  options: { readonly k?: number; readonly weights?: readonly number[]; readonly limit?: number } = {},
): Ranked[] {
  const { k = 60, weights = [], limit = Infinity } = options;
  const points = new Map<string, number>();
  rankings.forEach((ranking, list) => {
    const weight = weights[list] ?? 1;
    ranking.forEach(({ id }, rank) => points.set(id, (points.get(id) ?? 0) + weight / (k + rank + 1)));
  });
  return [...points]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}
