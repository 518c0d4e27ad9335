import path from 'node:path';
import type { Files } from '../files/files';
import { documentIn, documentsIn, variablesIn } from '../files/yaml';
import { type Definitions } from '../schemas/definitions';
import { type JsonObject, at, listOf, objectOf, objectsOf, textOf } from '../schemas/json';
import { kubernetesSchemas } from '../schemas/validate';
import { suffixOf } from './config-map-generator';
import { withConfigMaps } from './references';
import { StrategicMerge } from './strategic-merge';
import { type ImageRule, inNamespace, kindOf, labelled, nameOf, withImages } from './transform';

const SUPPORTED = new Set([
  ...['apiVersion', 'kind', 'namespace', 'labels', 'resources'],
  ...['configMapGenerator', 'images', 'patches'],
]);

/**
 * What `kustomize build` makes of a folder, for the few fields that we use: resources, namespace, labels, ConfigMaps from
 * files and literals, images, and strategic patches by kind and name. Anything else is refused. Where kubectl is
 * installed its own result is compared (./kubectl.ts).
 */
export class Kustomize {
  private readonly schemas: Definitions;
  private readonly strategic: StrategicMerge;

  constructor(private readonly files: Files) {
    this.schemas = kubernetesSchemas(files);
    this.strategic = new StrategicMerge(this.schemas.definitions);
  }

  build(folder: string): JsonObject[] {
    const resources = this.accumulate(folder);
    const names = new Map<string, string>();
    const suffixed = resources.map((resource) => {
      if (resource['generated'] !== true) return resource;
      const { generated: _generated, ...configMap } = resource;
      const name = `${nameOf(configMap)}-${suffixOf(configMap)}`;
      names.set(nameOf(configMap), name);
      return { ...configMap, metadata: { ...objectOf(configMap['metadata']), name } };
    });
    return suffixed.map((resource) => withConfigMaps(resource, names));
  }

  private accumulate(folder: string): JsonObject[] {
    const file = path.join(folder, 'kustomization.yaml');
    const plan = documentIn(this.files, file);
    const unknown = Object.keys(plan).filter((field) => !SUPPORTED.has(field));
    if (unknown.length > 0) throw new Error(`${file}: ${unknown.join(', ')} is not supported`);
    const read = listOf(plan['resources']).flatMap((name) => this.read(path.join(folder, textOf(name))));
    const generated = objectsOf(plan['configMapGenerator']).reduce(
      (resources, generator) => this.generate(folder, generator, resources),
      read,
    );
    const patched = objectsOf(plan['patches']).reduce((all, patch) => this.patch(folder, patch, all), generated);
    return patched.map((resource) => dressed(resource, plan));
  }

  private read(name: string): readonly JsonObject[] {
    return this.files.has(path.join(name, 'kustomization.yaml'))
      ? this.accumulate(name)
      : documentsIn(this.files, name);
  }

  private generate(folder: string, generator: JsonObject, resources: JsonObject[]): JsonObject[] {
    const { name, namespace, behavior } = generator;
    const fromFiles = listOf(generator['envs']).map((file) => variablesIn(this.files, path.join(folder, textOf(file))));
    const literals = listOf(generator['literals']).map((literal) => /^([^=]+)=(.*)$/.exec(textOf(literal)) ?? []);
    const data = Object.assign(
      {},
      ...fromFiles,
      ...literals.map(([, key = '', value]) => ({ [key]: value })),
    ) as JsonObject;
    const made = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data, generated: true };
    if (behavior !== 'merge') return [...resources, made];
    return resources.map((one) =>
      kindOf(one) === 'ConfigMap' && nameOf(one) === name
        ? { ...one, data: { ...objectOf(one['data']), ...data } }
        : one,
    );
  }

  private patch(folder: string, patch: JsonObject, resources: JsonObject[]): JsonObject[] {
    const [content] = documentsIn(this.files, path.join(folder, textOf(patch['path'])));
    if (!content) throw new Error(`${folder}: a patch without content`);
    const kind = textOf(at(patch, 'target', 'kind')) || kindOf(content);
    const name = isTargeted(patch) ? at(patch, 'target', 'name') : nameOf(content);
    const { metadata, ...rest } = content;
    const { name: _name, ...more } = objectOf(metadata);
    return resources.map((resource) => {
      if (kindOf(resource) !== kind || (name !== undefined && nameOf(resource) !== name)) return resource;
      const schema = this.schemas.kinds[`${textOf(resource['apiVersion'])}/${kind}`];
      return this.strategic.merge(resource, { ...rest, metadata: more }, this.schemas.definitions[schema ?? '']);
    });
  }
}

const isTargeted = (patch: JsonObject): boolean => patch['target'] !== undefined;

function dressed(resource: JsonObject, plan: JsonObject): JsonObject {
  const namespace = textOf(plan['namespace']);
  const placed = namespace === '' ? resource : inNamespace(resource, namespace);
  const marked = objectsOf(plan['labels']).reduce((one, { pairs }) => labelled(one, objectOf(pairs)), placed);
  return withImages(marked, objectsOf(plan['images']) as unknown as ImageRule[]) as JsonObject;
}
