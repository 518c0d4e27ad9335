import { execFile } from 'node:child_process';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { type Finding, findings } from '../finding';
import { type Json, type JsonObject, at, isObject, textOf } from '../schemas/json';

const run = promisify(execFile);

/** What the real kustomize of kubectl makes of a folder; `undefined` where kubectl is not installed. */
export async function builtByKubectl(root: string, folder: string): Promise<JsonObject[] | undefined> {
  try {
    const { stdout } = await run('kubectl', ['kustomize', path.join(root, folder)], { maxBuffer: 16 * 1024 * 1024 });
    return parseAllDocuments(stdout).map((document) => document.toJS() as JsonObject);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Resources on which the two do not agree. The order of resources and of list entries that have names is no difference. */
export function differences(folder: string, ours: readonly JsonObject[], theirs: readonly JsonObject[]): Finding[] {
  const [left, right] = [ours, theirs].map((all) => new Map(all.map((one) => [idOf(one), normal(one)])));
  const ids = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
  const odd = ids.filter((id) => !isDeepStrictEqual(left?.get(id), right?.get(id)));
  return findings(
    'kustomize-differs',
    folder,
    odd.map((id) => `kubectl makes something else of ${id}`),
  );
}

const idOf = (resource: JsonObject): string =>
  [resource['kind'], at(resource, 'metadata', 'namespace'), at(resource, 'metadata', 'name')].map(textOf).join('/');

function normal(value: Json): Json {
  if (Array.isArray(value)) return sortedByName(value.map((each) => normal(each as Json)));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, normal(inner)]));
}

const keyOf = (value: Json): string => textOf(at(value, 'mountPath')) || textOf(at(value, 'name'));

const sortedByName = (list: Json[]): Json[] =>
  list.every((each) => keyOf(each) !== '') ? list.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)) : list;
