import type { CounterpartPoints, Point, SparseVector } from './counterpart-points';
import { passes } from './counterpart-filter';
import { QdrantRefusal } from './qdrant-refusal';

export interface CounterpartQuery {
  readonly prefetch?: CounterpartQuery | readonly CounterpartQuery[];
  readonly query?: unknown;
  readonly using?: string;
  readonly filter?: unknown;
  readonly limit?: number;
  readonly score_threshold?: number;
  readonly with_payload?: boolean;
}
interface Scored {
  readonly point: Point;
  readonly score: number;
}

/** Scores as Qdrant documents it: cosine, dot product with idf, reciprocal rank fusion with ranks from 0. */
export function runQuery(collection: CounterpartPoints, query: CounterpartQuery): Scored[] {
  const { limit = 10, score_threshold = -Infinity } = query;
  const allowed = ({ point: { id, payload } }: Scored) => passes(id, payload, query.filter);
  return score(collection, query)
    .filter((hit) => hit.score > score_threshold && allowed(hit))
    .sort((left, right) => right.score - left.score || (left.point.id < right.point.id ? -1 : 1))
    .slice(0, limit);
}

function score(collection: CounterpartPoints, { prefetch, query, using = '' }: CounterpartQuery): Scored[] {
  if (prefetch) {
    const lists: readonly CounterpartQuery[] = [prefetch].flat();
    return fuse(
      lists.map((inner) => runQuery(collection, inner)),
      rankConstant(query),
    );
  }
  const points = [...collection.points.values()];
  if (Array.isArray(query)) return byCosine(collection, points, using, query as number[]);
  if (isSparse(query)) return byTerms(collection, points, using, query);
  throw new QdrantRefusal(400, 'Format error: this query is not one the counterpart knows');
}

function byCosine(collection: CounterpartPoints, points: Point[], using: string, query: number[]): Scored[] {
  collection.dimensionsOf(using, query);
  const length = Math.hypot(...query) || 1;
  return points.flatMap((point) => {
    const vector = point.dense.get(using);
    return vector
      ? [{ point, score: vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0) / length }]
      : [];
  });
}

function byTerms(collection: CounterpartPoints, points: Point[], using: string, query: SparseVector): Scored[] {
  const modifier = collection.shape.sparse_vectors?.[using]?.modifier;
  if (!collection.shape.sparse_vectors?.[using])
    throw new QdrantRefusal(400, `Wrong input: Not existing vector name error: ${using}`);
  const vectors = points.flatMap((point) => {
    const sparse = point.sparse.get(using);
    return sparse
      ? [{ point, weights: new Map(sparse.indices.map((index, at) => [index, sparse.values[at] ?? 0])) }]
      : [];
  });
  const weightOf = (index: number) => {
    if (modifier !== 'idf') return 1;
    const holders = vectors.filter(({ weights }) => weights.has(index)).length;
    return Math.log(1 + (vectors.length - holders + 0.5) / (holders + 0.5));
  };
  const asked = query.indices.map((index, at) => ({ index, weight: (query.values[at] ?? 0) * weightOf(index) }));
  return vectors
    .filter(({ weights }) => asked.some(({ index }) => weights.has(index)))
    .map(({ point, weights }) => ({
      point,
      score: asked.reduce((sum, { index, weight }) => sum + weight * (weights.get(index) ?? 0), 0),
    }));
}

function fuse(lists: Scored[][], k: number): Scored[] {
  const fused = new Map<string | number, Scored>();
  for (const list of lists)
    list.forEach(({ point }, rank) => {
      const before = fused.get(point.id)?.score ?? 0;
      fused.set(point.id, { point, score: before + 1 / (k + rank) });
    });
  return [...fused.values()];
}

function rankConstant(query: unknown): number {
  const { fusion, rrf } = (query ?? {}) as { fusion?: string; rrf?: { k?: number } };
  if (fusion !== 'rrf' && !rrf) throw new QdrantRefusal(400, 'Format error: the counterpart fuses by rank only');
  return rrf?.k ?? 2;
}

const isSparse = (query: unknown): query is SparseVector =>
  typeof query === 'object' && query !== null && 'indices' in query && 'values' in query;
