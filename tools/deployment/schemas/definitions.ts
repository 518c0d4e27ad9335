import { type Json, type JsonObject, isObject, objectOf, objectsOf, textOf } from './json';

export interface Definitions {
  /** `group/version/Kind` to the name of its definition. */
  readonly kinds: Record<string, string>;
  readonly definitions: Record<string, JsonObject>;
}

const REF = '#/definitions/';
/** Kept: what validation needs, and how lists are merged by `kustomize`. */
const KEPT = new Set(['type', 'required', 'enum', 'items', '$ref', 'x-kubernetes-patch-merge-key']);
const LOOSE: Record<string, JsonObject> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['number', 'string'] },
};

/** The definitions of the kinds and of everything that they refer to, with unknown fields refused. */
export function definitionsOfKinds(all: Record<string, JsonObject>, kinds: readonly string[]): Definitions {
  const names = new Map(Object.entries(all).flatMap(([name, schema]) => kindsOf(schema).map((kind) => [kind, name])));
  const found: Record<string, JsonObject> = {};
  const visit = (name: string): void => {
    if (found[name]) return;
    const schema = LOOSE[name] ?? strict(objectOf(all[name]));
    found[name] = schema;
    refsIn(schema).forEach(visit);
  };
  const wanted = Object.fromEntries(kinds.map((kind) => [kind, names.get(kind) ?? '']));
  Object.values(wanted).forEach(visit);
  return { kinds: wanted, definitions: found };
}

const kindsOf = (schema: JsonObject): string[] =>
  objectsOf(schema['x-kubernetes-group-version-kind']).map((one) =>
    [one['group'], one['version'], one['kind']]
      .map(textOf)
      .filter((part) => part !== '')
      .join('/'),
  );

/** An object with listed properties takes no others; what the server alone writes is left out. */
export function strict(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([key]) => KEPT.has(key) && key !== 'items');
  const { properties, additionalProperties, items } = schema;
  return {
    ...Object.fromEntries(kept),
    ...(isObject(items) ? { items: strict(items) } : {}),
    ...(isObject(additionalProperties) ? { additionalProperties: strict(additionalProperties) } : {}),
    ...(isObject(properties) ? { properties: propertiesOf(properties), additionalProperties: false } : {}),
  };
}

const propertiesOf = (properties: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name !== 'status' && name !== 'managedFields')
      .map(([name, schema]) => [name, strict(objectOf(schema))]),
  );

function refsIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => refsIn(each as Json));
  if (!isObject(schema)) return [];
  const { $ref } = schema;
  const own = typeof $ref === 'string' ? [$ref.slice(REF.length)] : [];
  return [...own, ...Object.values(schema).flatMap(refsIn)];
}
