import { CounterpartPoints, type Shape } from './counterpart-points';
import { QdrantRefusal } from './qdrant-refusal';

type AliasAction = Readonly<
  Partial<{
    create_alias: { readonly alias_name: string; readonly collection_name: string };
    delete_alias: { readonly alias_name: string };
  }>
>;

/** Everything that the counterpart holds. */
export class CounterpartState {
  operations = 0;
  private readonly collections = new Map<string, CounterpartPoints>();
  private readonly aliases = new Map<string, string>();

  names(): string[] {
    return [...this.collections.keys()];
  }

  aliasList(): { alias_name: string; collection_name: string }[] {
    return [...this.aliases].map(([alias_name, collection_name]) => ({ alias_name, collection_name }));
  }

  /** @throws QdrantRefusal when there is neither a collection nor an alias of this name */
  find(name: string): CounterpartPoints {
    const found = this.collections.get(this.aliases.get(name) ?? name);
    if (!found) throw new QdrantRefusal(404, `Not found: Collection \`${name}\` doesn't exist!`);
    return found;
  }

  create(name: string, shape: Shape): boolean {
    if (this.collections.has(name)) throw new QdrantRefusal(409, `Wrong input: Collection \`${name}\` already exists!`);
    const { vectors, sparse_vectors } = shape;
    this.collections.set(name, new CounterpartPoints({ vectors, ...(sparse_vectors ? { sparse_vectors } : {}) }));
    return true;
  }

  drop(name: string): boolean {
    for (const [alias, collection] of this.aliases) if (collection === name) this.aliases.delete(alias);
    return this.collections.delete(name);
  }

  changeAliases(actions: readonly AliasAction[]): boolean {
    for (const { create_alias, delete_alias } of actions) {
      if (delete_alias) this.aliases.delete(delete_alias.alias_name);
      if (!create_alias) continue;
      this.find(create_alias.collection_name);
      this.aliases.set(create_alias.alias_name, create_alias.collection_name);
    }
    return true;
  }

  /** The answer to a write that was waited for. */
  done(): { operation_id: number; status: 'completed' } {
    this.operations += 1;
    return { operation_id: this.operations, status: 'completed' };
  }

  /** As after a restart on an older snapshot. */
  replaceBy(saved: CounterpartState): void {
    this.collections.clear();
    this.aliases.clear();
    const copy = saved.copy();
    for (const [name, points] of copy.collections) this.collections.set(name, points);
    for (const [alias, name] of copy.aliases) this.aliases.set(alias, name);
  }

  copy(): CounterpartState {
    const copy = new CounterpartState();
    for (const [name, { shape, points, indexes }] of this.collections) {
      const collection = new CounterpartPoints(structuredClone(shape));
      for (const [id, point] of points) collection.points.set(id, point);
      for (const [field, type] of indexes) collection.indexes.set(field, type);
      copy.collections.set(name, collection);
    }
    for (const [alias, name] of this.aliases) copy.aliases.set(alias, name);
    return copy;
  }
}
