import { type MeshProcess, bytesOf } from '../process';
import { kindOf, nameOf } from '../kustomize/transform';
import { type Json, type JsonObject, at, listOf, objectOf, objectsOf, textOf } from '../schemas/json';
import type { SecretNames } from '../secret-names';

/** What a folder of `k8s/overlays` comes to. */
export interface Overlay {
  /** `k8s/overlays/local` ... */
  readonly folder: string;
  readonly resources: readonly JsonObject[];
}

export const MESH_NAMESPACE = 'support-mesh';

export const namespaceOf = (resource: JsonObject): string => textOf(at(resource, 'metadata', 'namespace'));
export const ofKind = ({ resources }: Overlay, ...kinds: readonly string[]): JsonObject[] =>
  resources.filter((resource) => kinds.includes(kindOf(resource)));

/** Whatever makes pods. */
export const workloadsOf = (overlay: Overlay): JsonObject[] =>
  ofKind(overlay, 'Deployment', 'StatefulSet', 'Job', 'CronJob');

/** Services and jobs of the mesh itself. */
export const meshWorkloadsOf = (overlay: Overlay): JsonObject[] =>
  workloadsOf(overlay).filter((workload) => namespaceOf(workload) === MESH_NAMESPACE);

export const templateOf = (workload: JsonObject): JsonObject =>
  objectOf(at(workload, ...(kindOf(workload) === 'CronJob' ? ['spec', 'jobTemplate'] : []), 'spec', 'template'));
export const podOf = (workload: JsonObject): JsonObject => objectOf(templateOf(workload)['spec']);
export const containersOf = (workload: JsonObject): JsonObject[] => objectsOf(podOf(workload)['containers']);
export const labelsOf = (workload: JsonObject): JsonObject => objectOf(at(templateOf(workload), 'metadata', 'labels'));

/** One process per workload of the mesh. */
export const overlayProcesses = (overlay: Overlay, secrets: SecretNames): MeshProcess[] =>
  meshWorkloadsOf(overlay).flatMap((workload) =>
    containersOf(workload).map((container) => ({
      name: nameOf(workload),
      where: `${overlay.folder} ${nameOf(workload)}`,
      image: textOf(container['image']),
      args: listOf(container['args']).map(textOf),
      environment: environmentOf(container, overlay),
      secrets: secretsOf(container, podOf(workload), secrets),
      memory: bytesOf(textOf(at(container, 'resources', 'limits', 'memory'))),
    })),
  );

function environmentOf(container: JsonObject, overlay: Overlay): Map<string, string> {
  const configMap = (name: Json): JsonObject =>
    objectOf(ofKind(overlay, 'ConfigMap').find((one) => nameOf(one) === textOf(name))?.['data']);
  const whole = objectsOf(container['envFrom']).map((source) => configMap(at(source, 'configMapRef', 'name')));
  const single = objectsOf(container['env']).map((variable): [string, string] => {
    const reference = at(variable, 'valueFrom', 'configMapKeyRef');
    const value =
      reference === undefined ? variable['value'] : configMap(at(reference, 'name'))[textOf(at(reference, 'key'))];
    return [textOf(variable['name']), textOf(value)];
  });
  const entries = whole.flatMap((data) =>
    Object.entries(data).map(([name, value]): [string, string] => [name, textOf(value)]),
  );
  return new Map([...entries, ...single]);
}

function secretsOf(container: JsonObject, pod: JsonObject, names: SecretNames): Map<string, readonly string[]> {
  const volumes = new Map(objectsOf(pod['volumes']).map((volume) => [textOf(volume['name']), volume]));
  return new Map(
    objectsOf(container['volumeMounts']).flatMap((mount): [string, readonly string[]][] => {
      const secret = textOf(at(volumes.get(textOf(mount['name'])), 'secret', 'secretName'));
      return secret === '' ? [] : [[textOf(mount['mountPath']), names.get(secret) ?? []]];
    }),
  );
}
