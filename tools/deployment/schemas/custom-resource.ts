import { type Json, type JsonObject, at, isObject, objectOf, objectsOf, textOf } from './json';

const OBJECT_META = '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const LEAF = ['type', 'required', 'enum', 'pattern', 'minimum', 'maximum', 'maxLength', 'minLength', 'minItems'];

export interface CustomResource {
  readonly kind: string;
  readonly name: string;
  readonly schema: JsonObject;
}

/** The schema of a CustomResourceDefinition's stored version, with unknown fields refused. */
export function schemaOfCustomResource(definition: JsonObject): CustomResource {
  const group = textOf(at(definition, 'spec', 'group'));
  const kind = textOf(at(definition, 'spec', 'names', 'kind'));
  const stored = objectsOf(at(definition, 'spec', 'versions')).find((version) => version['storage'] === true);
  const version = textOf(stored?.['name']);
  const root = strict(objectOf(at(stored, 'schema', 'openAPIV3Schema')));
  const { status: _status, ...properties } = objectOf(root['properties']);
  const schema = { ...root, properties: { ...properties, metadata: { $ref: OBJECT_META } } };
  return { kind: `${group}/${version}/${kind}`, name: `${group}.${version}.${kind}`, schema };
}

function strict(schema: JsonObject): JsonObject {
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['integer', 'string'] };
  const kept = Object.fromEntries(Object.entries(schema).filter(([key]) => LEAF.includes(key)));
  const { items, properties, additionalProperties } = schema;
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...kept,
    ...(isObject(items) ? { items: strict(items) } : {}),
    ...(isObject(additionalProperties) ? { additionalProperties: strict(additionalProperties) } : {}),
    ...(isObject(properties)
      ? { properties: each(properties), ...(isOpen ? {} : { additionalProperties: false }) }
      : {}),
  };
}

const each = (properties: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]: [string, Json]) => [name, strict(objectOf(value))]),
  );
