import { type Payload, passes } from './counterpart-filter';
import { QdrantRefusal } from './qdrant-refusal';

export interface SparseVector {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}
export interface Point {
  readonly id: string | number;
  readonly payload: Payload;
  readonly dense: ReadonlyMap<string, readonly number[]>;
  readonly sparse: ReadonlyMap<string, SparseVector>;
}
export interface Shape {
  vectors: Record<string, { size: number; distance: string }>;
  sparse_vectors?: Record<string, { modifier?: string }>;
}
interface Upsert {
  readonly points: readonly { id: string | number; vector: Readonly<Record<string, unknown>>; payload?: Payload }[];
  readonly update_filter?: unknown;
  readonly update_mode?: string;
}

/** One collection of the counterpart: its points, their vectors and what is indexed. */
export class CounterpartPoints {
  readonly points = new Map<string | number, Point>();
  readonly indexes = new Map<string, string>();

  constructor(public shape: Shape) {}

  upsert({ points, update_filter, update_mode }: Upsert): void {
    const checked = points.map(({ id, vector, payload = {} }) => ({ id, payload, ...this.checked(vector) }));
    for (const point of checked) {
      const there = this.points.get(point.id);
      if (there ? update_mode === 'insert_only' : update_mode === 'update_only') continue;
      if (there && !passes(there.id, there.payload, update_filter)) continue;
      this.points.set(point.id, point);
    }
  }

  matching(filter: unknown): Point[] {
    return [...this.points.values()]
      .filter(({ id, payload }) => passes(id, payload, filter))
      .sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** @throws QdrantRefusal for a vector that is not known or of another size */
  dimensionsOf(name: string, vector: readonly number[]): void {
    const expected = this.shape.vectors[name]?.size;
    if (expected === undefined) throw new QdrantRefusal(400, `Wrong input: Not existing vector name error: ${name}`);
    if (expected !== vector.length)
      throw new QdrantRefusal(
        400,
        `Wrong input: Vector dimension error: expected dim: ${expected}, got ${vector.length}`,
      );
  }

  private checked(vector: Readonly<Record<string, unknown>>): Pick<Point, 'dense' | 'sparse'> {
    const dense = new Map<string, readonly number[]>();
    const sparse = new Map<string, SparseVector>();
    for (const [name, value] of Object.entries(vector)) {
      if (Array.isArray(value)) dense.set(name, this.normalized(name, value as number[]));
      else if (this.shape.sparse_vectors?.[name]) sparse.set(name, checkedSparse(value as SparseVector));
      else throw new QdrantRefusal(400, `Wrong input: Not existing vector name error: ${name}`);
    }
    return { dense, sparse };
  }

  private normalized(name: string, vector: readonly number[]): readonly number[] {
    this.dimensionsOf(name, vector);
    const length = Math.hypot(...vector);
    return length === 0 ? vector : vector.map((value) => value / length);
  }
}

function checkedSparse(vector: SparseVector): SparseVector {
  const { indices, values } = vector;
  if (indices.length !== values.length || new Set(indices).size !== indices.length)
    throw new QdrantRefusal(422, 'Validation error: sparse vector with repeated or missing indices');
  return vector;
}
