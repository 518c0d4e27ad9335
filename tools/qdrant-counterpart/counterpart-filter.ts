import { QdrantRefusal } from './qdrant-refusal';

export type Payload = Readonly<Record<string, unknown>>;
type Condition = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

/** Whether a point passes a filter: must, should, must_not over match (value, any, except), range, is_empty and has_id. */
export function passes(id: string | number, payload: Payload, filter: unknown): boolean {
  if (filter === undefined || filter === null) return true;
  const { must, should, must_not, ...rest } = filter as Condition;
  if (Object.keys(rest).length > 0) throw new QdrantRefusal(400, `Format error: unknown field ${Object.keys(rest)[0]}`);
  const holds = (condition: Condition) => meets(id, payload, condition);
  const any = list(should);
  return list(must).every(holds) && (any.length === 0 || any.some(holds)) && !list(must_not).some(holds);
}

const list = (value: unknown): Condition[] =>
  value === undefined || value === null ? [] : ([value].flat() as Condition[]);

function meets(id: string | number, payload: Payload, condition: Condition): boolean {
  if ('must' in condition || 'should' in condition || 'must_not' in condition) return passes(id, payload, condition);
  if ('has_id' in condition) return (condition['has_id'] as unknown[]).includes(id);
  if ('is_empty' in condition) return valuesAt(payload, (condition['is_empty'] as { key: string }).key).length === 0;
  const { key, match, range } = condition;
  if (typeof key !== 'string') throw new QdrantRefusal(400, 'Format error: a condition without a key');
  const values = valuesAt(payload, key);
  if (match) return values.some(matching(match as Condition));
  if (range) return values.some(within(range as Readonly<Record<string, number>>));
  throw new QdrantRefusal(400, `Format error: condition on ${key}`);
}

function valuesAt(payload: Payload, key: string): unknown[] {
  const found = key.split('.').reduce<unknown>((at, part) => (at as Payload | undefined)?.[part], payload);
  return found === undefined || found === null ? [] : [found].flat();
}

function matching(match: Condition): Test {
  if ('value' in match) return (value) => value === match['value'];
  if ('any' in match) return (value) => (match['any'] as unknown[]).includes(value);
  if ('except' in match) return (value) => !(match['except'] as unknown[]).includes(value);
  throw new QdrantRefusal(400, 'Format error: unknown match');
}

const within =
  ({ gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity }: Readonly<Record<string, number>>): Test =>
  (value) =>
    typeof value === 'number' && value > gt && value >= gte && value < lt && value <= lte;
