import type { Files } from '../files/files';
import { documentIn } from '../files/yaml';
import { type Json, type JsonObject, isObject, objectOf, textOf } from '../schemas/json';

/** Compose files that are used together, and the model that they come to. */
export interface ComposeStack {
  readonly name: string;
  readonly model: JsonObject;
}

const CORE = 'docker-compose.yml';
const LAYERS = ['observability', 'tools', 'chaos'];

export const composeFiles = (): string[] => [CORE, ...LAYERS.map((layer) => `docker-compose.${layer}.yml`)];

/** The core alone, and with each layer. */
export function composeStacks(files: Files): ComposeStack[] {
  const [core = {}, ...layers] = composeFiles().map((file) => interpolated(documentIn(files, file)) as JsonObject);
  return [
    { name: CORE, model: core },
    ...layers.map((layer, index) => ({
      name: `docker-compose.${LAYERS[index] ?? ''}.yml`,
      model: layered(core, layer, ''),
    })),
  ];
}

/** `${NAME:-default}` as it is when nobody sets NAME. */
function interpolated(value: Json): Json {
  if (typeof value === 'string') {
    return value
      .replace(/(?<!\$)\$\{\w+(?::-([^}]*))?\}/g, (_all, fallback?: string) => fallback ?? '')
      .replaceAll('$$', '$');
  }
  if (Array.isArray(value)) return value.map((each) => interpolated(each as Json));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, interpolated(inner)]));
}

const REPLACED = new Set(['command', 'entrypoint', 'test']);

/** A later file over an earlier one: maps together, mounts by target, commands as a whole, other lists one after the other. */
function layered(base: JsonObject, over: JsonObject, path: string): JsonObject {
  const merged: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = layeredValue(base[key], value, key, path);
  return merged;
}

function layeredValue(base: Json, over: Json, key: string, path: string): Json {
  if (isObject(base) && isObject(over)) return layered(base, over, `${path}.${key}`);
  if (!Array.isArray(base) || !Array.isArray(over) || REPLACED.has(key)) return over;
  const [left, right] = [base as readonly Json[], over as readonly Json[]];
  if (key !== 'volumes') return [...left, ...right];
  const targets = new Set(right.map((mount) => mountOf(mount).target));
  return [...left.filter((mount) => !targets.has(mountOf(mount).target)), ...right];
}

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly subpath: string;
}

/** A mount in its long or its short form. */
export function mountOf(mount: Json): Mount {
  if (isObject(mount)) {
    const subpath = textOf(objectOf(mount['volume'])['subpath']);
    return { source: textOf(mount['source']), target: textOf(mount['target']), subpath };
  }
  const [source = '', target = ''] = textOf(mount).split(':');
  return { source, target, subpath: '' };
}
