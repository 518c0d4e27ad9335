import { createHash } from 'node:crypto';
import { type JsonObject, objectOf } from '../schemas/json';

/** The suffix that kustomize gives a generated ConfigMap, so that a change of content starts new pods. */
export function suffixOf(configMap: JsonObject): string {
  // kustomize leaves the name empty when it takes the hash.
  const text = JSON.stringify({ data: sorted(objectOf(configMap['data'])), kind: 'ConfigMap', name: '' });
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  // Vowels and what looks like them are replaced, so that no words come up.
  return hash.replace(/[013ae]/g, (character) => ({ '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' })[character] ?? '');
}

const sorted = (data: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1)));
