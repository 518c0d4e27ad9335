import type { Definitions } from '../schemas/definitions';
import { type Json, type JsonObject, isObject, listOf, objectOf, objectsOf, textOf } from '../schemas/json';

type Schemas = Definitions['definitions'];

/** Puts patches over resources as Kubernetes does: lists with a merge key by that key, all others as a whole. */
export class StrategicMerge {
  constructor(private readonly schemas: Schemas) {}

  merge(base: JsonObject, patch: JsonObject, schema: JsonObject | undefined): JsonObject {
    const properties = objectOf(this.resolve(schema)?.['properties']);
    const merged: Record<string, Json> = { ...base };
    for (const [name, value] of Object.entries(patch)) {
      if (name.startsWith('$')) throw new Error(`patches with ${name} are not supported`);
      if (value === null) delete merged[name];
      else merged[name] = this.mergeValue(base[name], value, objectOf(properties[name]));
    }
    return merged;
  }

  private mergeValue(base: Json, patch: Json, schema: JsonObject): Json {
    if (isObject(patch) && isObject(base)) return this.merge(base, patch, schema);
    const key = schema['x-kubernetes-patch-merge-key'];
    if (typeof key !== 'string' || !Array.isArray(base) || !Array.isArray(patch)) return patch;
    return this.mergeList(base as readonly Json[], patch as readonly Json[], key, objectOf(schema['items']));
  }

  private mergeList(base: readonly Json[], patch: readonly Json[], key: string, items: JsonObject): Json[] {
    const patches = new Map(objectsOf(patch).map((item) => [textOf(item[key]), item]));
    const kept = objectsOf(base).map((item) => {
      const over = patches.get(textOf(item[key]));
      patches.delete(textOf(item[key]));
      return over ? this.merge(item, over, items) : item;
    });
    return [...kept, ...listOf([...patches.values()])];
  }

  private resolve(schema: JsonObject | undefined): JsonObject | undefined {
    const ref = schema?.['$ref'];
    return typeof ref === 'string' ? this.schemas[ref.replace('#/definitions/', '')] : schema;
  }
}
