import type { Schemas } from '@qdrant/js-client-rest';
import { embedLocally } from '@mesh/text';
import type { PassageQuery } from './long-term-store.port';
import type { QdrantConnection } from './qdrant-connection';
import { PASSAGE_KINDS, pointsOf } from './qdrant-filter';
import { DENSE, SPARSE, passageOf } from './qdrant-point';
import type { PassageHit } from './stored-passage';
import { type TermWeights, weighQuestion } from './term-weights';

/** Qdrant counts ranks from 0: the same points as the fusion of the index in process. */
const RRF_K = 61;
/** Vectors that have nothing in common are no hit. */
const SOMETHING_IN_COMMON = 1e-6;

/** By word and by meaning in one request; the two rankings are fused by Qdrant. */
export async function searchQdrant(
  connection: QdrantConnection,
  name: string,
  tenantId: string,
  query: PassageQuery,
  signal?: AbortSignal,
): Promise<readonly PassageHit[]> {
  const words = weighQuestion(query.text);
  if (words.indices.length === 0) return [];
  const searches = searchesFor(tenantId, query, words);
  const [fused, byWord] = await connection.call((client) => client.queryBatch(name, { searches }), signal);
  const lexical = new Map(byWord?.points.map(({ id, score }) => [id, score]));
  return (fused?.points ?? [])
    .map((point) => ({ passage: passageOf(point), score: point.score, lexicalScore: lexical.get(point.id) ?? 0 }))
    .sort((left, right) => right.score - left.score || (left.passage.id < right.passage.id ? -1 : 1));
}

function searchesFor(tenantId: string, query: PassageQuery, words: TermWeights): Schemas['QueryRequest'][] {
  const { audiences, kinds = PASSAGE_KINDS, limit } = query;
  const filter = pointsOf(tenantId, { audiences, kinds });
  const byWord = { query: words, using: SPARSE, filter, limit };
  const dense = [...embedLocally(query.text)];
  const byMeaning = { query: dense, using: DENSE, filter, limit, score_threshold: SOMETHING_IN_COMMON };
  return [{ prefetch: [byWord, byMeaning], query: { rrf: { k: RRF_K } }, filter, limit, with_payload: true }, byWord];
}
