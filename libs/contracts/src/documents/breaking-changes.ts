import type { JsonSchema } from './json-schema';

type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const asNode = (value: unknown): Node => (isNode(value) ? value : {});

/** Says where a newer schema breaks what relies on the older one; empty when it only adds. */
export function breakingChanges(older: JsonSchema, newer: JsonSchema): string[] {
  return compare(older, newer, '$');
}

function compare(older: Node, newer: Node, path: string): string[] {
  return [
    ...typeChanges(older, newer, path),
    ...propertyChanges(older, newer, path),
    ...requiredChanges(older, newer, path),
    ...valueChanges(older, newer, path),
    ...limitChanges(older, newer, path),
    ...childChanges(older, newer, path),
  ];
}

/** Several types may be listed in any order. */
const inAnyOrder = (value: unknown): string | undefined =>
  JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : value);

function typeChanges(older: Node, newer: Node, path: string): string[] {
  const changed = ['type', 'format', 'const', 'pattern'].filter(
    (key) => inAnyOrder(older[key]) !== inAnyOrder(newer[key]),
  );
  return changed.map((key) => `${path}: ${key} changed`);
}

function propertyChanges(older: Node, newer: Node, path: string): string[] {
  const after = asNode(newer['properties']);
  return Object.entries(asNode(older['properties'])).flatMap(([name, schema]) =>
    name in after ? compare(asNode(schema), asNode(after[name]), `${path}.${name}`) : [`${path}.${name}: removed`],
  );
}

/** A reader may rely on a field that was always there; a sender of yesterday does not know a field of today. */
function requiredChanges(older: Node, newer: Node, path: string): string[] {
  const before = new Set(asList(older['required']));
  const after = new Set(asList(newer['required']));
  return [
    ...[...before].filter((name) => !after.has(name)).map((name) => `${path}.${String(name)}: no longer required`),
    ...[...after].filter((name) => !before.has(name)).map((name) => `${path}.${String(name)}: newly required`),
  ];
}

function valueChanges(older: Node, newer: Node, path: string): string[] {
  if (older['enum'] === undefined && newer['enum'] !== undefined) return [`${path}: values newly restricted`];
  const after = new Set(asList(newer['enum']));
  return asList(older['enum'])
    .filter((value) => !after.has(value))
    .map((value) => `${path}: value ${String(value)} removed`);
}

/** What was within the limits yesterday must be so today. */
function limitChanges(older: Node, newer: Node, path: string): string[] {
  const tightened = (sign: 1 | -1) => (key: string) =>
    typeof newer[key] === 'number' && (typeof older[key] !== 'number' || sign * newer[key] > sign * older[key]);
  return [
    ...['minimum', 'exclusiveMinimum', 'minLength', 'minItems'].filter(tightened(1)),
    ...['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'].filter(tightened(-1)),
  ].map((key) => `${path}: ${key} tightened`);
}

function childChanges(older: Node, newer: Node, path: string): string[] {
  const nested = ['items', 'additionalProperties', 'propertyNames']
    .filter((key) => isNode(older[key]))
    .flatMap((key) => compare(asNode(older[key]), asNode(newer[key]), `${path}.${key}`));
  return [...nested, ...alternativeChanges(older, newer, path)];
}

/** Every member of a union must live on, wherever it now stands. */
function alternativeChanges(older: Node, newer: Node, path: string): string[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const after = asList(newer[key]).map(asNode);
    return asList(older[key]).flatMap((schema, index) => {
      const place = `${path}.${key}[${index}]`;
      const kin = after.filter((candidate) => tagOf(candidate) === tagOf(asNode(schema)));
      const changes = kin.map((candidate) => compare(asNode(schema), candidate, place));
      return changes.find((list) => list.length === 0) ?? changes[0] ?? [`${place}: removed`];
    });
  });
}

/** The constant that tells the members of a union apart. */
function tagOf(schema: Node): string {
  const constants = Object.entries(asNode(schema['properties']))
    .filter(([, value]) => 'const' in asNode(value))
    .map(([name, value]) => `${name}=${String(asNode(value)['const'])}`);
  return constants.join(',');
}
