import { type CounterpartPoints, type Point, type Shape } from './counterpart-points';
import { type CounterpartQuery, runQuery } from './counterpart-query';
import type { CounterpartState } from './counterpart-state';
import { QdrantRefusal } from './qdrant-refusal';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}
type Collection = CounterpartPoints;
type Body = Asked['body'];

/** The result of a request. @throws QdrantRefusal as Qdrant would refuse */
export function answer(state: CounterpartState, { method, path, body }: Asked): unknown {
  const [root, name, ...rest] = path.split('/').slice(1).map(decodeURIComponent);
  const route = `${method} ${rest.join('/')}`;
  if (root === 'aliases' && method === 'GET') return { aliases: state.aliasList() };
  if (root !== 'collections') throw new QdrantRefusal(404, 'Not found');
  if (!name) return { collections: state.names().map((found) => ({ name: found })) };
  if (name === 'aliases') return state.changeAliases(body['actions'] as never);
  if (route === 'PUT ') return state.create(name, body as unknown as Shape);
  if (route === 'DELETE ') return state.drop(name);
  const act = ROUTES[route];
  if (!act) throw new QdrantRefusal(404, 'Not found');
  return act(state.find(name), body, state);
}

const ROUTES: Readonly<Record<string, (collection: Collection, body: Body, state: CounterpartState) => unknown>> = {
  'GET ': (collection) => infoOf(collection),
  'PUT index': (collection, { field_name, field_schema }, state) => {
    const { type } = (typeof field_schema === 'string' ? { type: field_schema } : field_schema) as { type: string };
    collection.indexes.set(String(field_name), type);
    return state.done();
  },
  'PUT points': (collection, body, state) => {
    collection.upsert(body as never);
    return state.done();
  },
  'POST points/delete': (collection, { filter, points }, state) => {
    const ids = filter ? collection.matching(filter).map(({ id }) => id) : (points as (string | number)[]);
    for (const id of ids) collection.points.delete(id);
    return state.done();
  },
  'POST points/payload': (collection, { filter, payload }, state) => {
    for (const point of collection.matching(filter))
      collection.points.set(point.id, { ...point, payload: { ...point.payload, ...(payload as object) } });
    return state.done();
  },
  'POST points/count': (collection, { filter }) => ({ count: collection.matching(filter).length }),
  'POST points/scroll': (collection, body) => scroll(collection, body),
  'POST points/query': (collection, body, state) => ({ points: hits(collection, body, state) }),
  'POST points/query/batch': (collection, { searches }, state) =>
    (searches as Body[]).map((search) => ({ points: hits(collection, search, state) })),
  'POST facet': (collection, body) => ({ hits: facet(collection, body) }),
};

function scroll(collection: Collection, { filter, limit = 10, offset }: Body): unknown {
  const from = collection.matching(filter).filter(({ id }) => offset === undefined || id >= (offset as string));
  const page = from.slice(0, limit as number);
  return {
    points: page.map(({ id, payload }) => ({ id, payload })),
    next_page_offset: from[page.length]?.id ?? null,
  };
}

const hits = (collection: Collection, body: Body, state: CounterpartState): unknown[] =>
  runQuery(collection, body as CounterpartQuery).map(({ point, score }) => ({
    id: point.id,
    version: state.operations,
    score,
    ...(body['with_payload'] ? { payload: point.payload } : {}),
  }));

function facet(collection: Collection, { key, filter, limit = 10 }: Body): unknown[] {
  const field = String(key);
  if (collection.indexes.get(field) !== 'keyword')
    throw new QdrantRefusal(400, `Bad request: facet needs a keyword index on \`${field}\``);
  const counts = new Map<string, number>();
  for (const value of collection.matching(filter).flatMap((point) => distinctValues(point, field)))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
    .slice(0, limit as number);
}

const distinctValues = ({ payload }: Point, field: string): string[] => [
  ...new Set([payload[field]].flat().filter((value) => typeof value === 'string')),
];

const infoOf = ({ shape, points, indexes }: Collection): unknown => ({
  status: 'green',
  optimizer_status: 'ok',
  points_count: points.size,
  segments_count: 1,
  config: {
    params: shape,
    hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10_000 },
    optimizer_config: { default_segment_number: 1, flush_interval_sec: 5 },
  },
  payload_schema: Object.fromEntries(
    [...indexes].map(([field, data_type]) => [field, { data_type, points: points.size }]),
  ),
});
