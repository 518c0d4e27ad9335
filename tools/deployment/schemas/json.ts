export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or an empty one for anything else: manifests are read before they are known to be valid. */
export const objectOf = (value: Json): JsonObject => (isObject(value) ? value : {});

export const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

export const objectsOf = (value: Json): JsonObject[] => listOf(value).filter(isObject);

export const textOf = (value: Json): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** The value at a path of names, `undefined` where it ends early. */
export const at = (value: Json, ...path: readonly string[]): Json =>
  path.reduce<Json>((found, name) => objectOf(found)[name], value);
