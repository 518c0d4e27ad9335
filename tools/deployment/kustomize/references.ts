import { type Json, type JsonObject, isObject, objectOf } from '../schemas/json';

/** The resource with every reference to a ConfigMap renamed; a name that nothing generates stays as it is. */
export const withConfigMaps = (resource: JsonObject, names: ReadonlyMap<string, string>): JsonObject =>
  renamed(resource, names) as JsonObject;

function renamed(value: Json, names: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((each) => renamed(each as Json, names));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    key,
    ['configMapRef', 'configMapKeyRef', 'configMap'].includes(key) ? referTo(inner, names) : renamed(inner, names),
  ]);
  return Object.fromEntries(entries);
}

function referTo(reference: Json, names: ReadonlyMap<string, string>): JsonObject {
  const { name, ...rest } = objectOf(reference);
  return { ...rest, name: typeof name === 'string' ? (names.get(name) ?? name) : name };
}
