import { type Json, type JsonObject, at, isObject, objectOf, objectsOf, textOf } from '../schemas/json';

const CLUSTER_WIDE = new Set(['Namespace', 'PriorityClass']);

export const nameOf = (resource: JsonObject): string => textOf(at(resource, 'metadata', 'name'));
export const kindOf = (resource: JsonObject): string => textOf(resource['kind']);

/** The object with its metadata changed. */
const withMetadata = (resource: JsonObject, change: JsonObject): JsonObject => ({
  ...resource,
  metadata: { ...objectOf(resource['metadata']), ...change },
});

export const inNamespace = (resource: JsonObject, namespace: string): JsonObject =>
  CLUSTER_WIDE.has(kindOf(resource)) ? resource : withMetadata(resource, { namespace });

/** Adds labels to the resource and to its pods, not to selectors. */
export function labelled(resource: JsonObject, labels: JsonObject): JsonObject {
  const own = withMetadata(resource, { labels: { ...objectOf(at(resource, 'metadata', 'labels')), ...labels } });
  const spec = objectOf(own['spec']);
  const { template, volumeClaimTemplates } = spec;
  if (!isObject(template)) return own;
  const claims = objectsOf(volumeClaimTemplates).map((claim) => labelled(claim, labels));
  return {
    ...own,
    spec: {
      ...spec,
      template: labelled(template, labels),
      ...(claims.length > 0 ? { volumeClaimTemplates: claims } : {}),
    },
  };
}

export interface ImageRule {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/** Names images anew wherever a container has one. */
export function withImages(value: Json, rules: readonly ImageRule[]): Json {
  if (Array.isArray(value)) return value.map((each) => withImages(each as Json, rules));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    key,
    key === 'image' && typeof inner === 'string' ? imageBy(inner, rules) : withImages(inner, rules),
  ]);
  return Object.fromEntries(entries);
}

function imageBy(image: string, rules: readonly ImageRule[]): string {
  const rule = rules.find(({ name }) => name === image);
  if (!rule) return image;
  const tag = rule.newTag === undefined ? '' : `:${rule.newTag}`;
  return `${rule.newName ?? rule.name}${tag}${rule.digest === undefined ? '' : `@${rule.digest}`}`;
}
