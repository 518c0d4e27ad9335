import { type Finding, findings } from '../finding';
import { isPinned } from '../compose/hardening';
import { kindOf, nameOf } from '../kustomize/transform';
import { type Json, type JsonObject, at, listOf, objectsOf, textOf } from '../schemas/json';
import { type Overlay, containersOf, namespaceOf, ofKind, podOf, workloadsOf } from './overlay';

/** Images that must write beside their volumes, with the reason in their manifests. */
const WRITABLE_ROOT = new Set(['apache/kafka']);
const VOLUMES = new Set(['configMap', 'secret', 'emptyDir', 'projected', 'persistentVolumeClaim', 'downwardAPI']);

/** The restricted pod security standard and what we ask for beyond it. */
export const podFindings = (overlay: Overlay): Finding[] => [
  ...workloadsOf(overlay).flatMap((workload) => {
    const where = `${overlay.folder} ${nameOf(workload)}`;
    return [
      ...findings('pod-hardening', where, podFaults(podOf(workload))),
      ...findings('pod-hardening', where, containersOf(workload).flatMap(containerFaults)),
      ...findings('service-account', where, accountFaults(workload, overlay)),
      ...findings('resources', where, containersOf(workload).flatMap(resourceFaults)),
    ];
  }),
  ...ofKind(overlay, 'Namespace').flatMap((one) => findings('pod-security', nameOf(one), namespaceFaults(one))),
  ...findings(
    'secret-in-the-open',
    overlay.folder,
    ofKind(overlay, 'Secret').map((one) => `holds the secret ${nameOf(one)}`),
  ),
];

const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

function podFaults(pod: JsonObject): string[] {
  const security = (name: string): Json => at(pod, 'securityContext', name);
  const volumes = objectsOf(pod['volumes']).flatMap((volume) => Object.keys(volume).filter((key) => key !== 'name'));
  return [
    ...unless(security('runAsNonRoot') === true, 'runAsNonRoot must be true'),
    ...unless(Number(security('runAsUser')) > 0, 'runAsUser must be a number above 0'),
    ...unless(at(security('seccompProfile'), 'type') === 'RuntimeDefault', 'seccompProfile must be RuntimeDefault'),
    ...unless(pod['automountServiceAccountToken'] === false, 'automountServiceAccountToken must be false'),
    ...unless(pod['enableServiceLinks'] === false, 'enableServiceLinks must be false'),
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => pod[name] === true).map((name) => `${name} is set`),
    ...volumes.filter((kind) => !VOLUMES.has(kind)).map((kind) => `volumes of kind ${kind} are not allowed`),
  ];
}

function containerFaults(container: JsonObject): string[] {
  const security = (...path: string[]): Json => at(container, 'securityContext', ...path);
  const image = textOf(container['image']);
  const mayWrite = WRITABLE_ROOT.has(image.replace(/[:@].*$/, ''));
  const dropsAll =
    listOf(security('capabilities', 'drop')).includes('ALL') && security('capabilities', 'add') === undefined;
  return [
    ...unless(security('allowPrivilegeEscalation') === false, 'allowPrivilegeEscalation must be false'),
    ...unless(security('privileged') !== true, 'privileged is set'),
    ...unless(mayWrite || security('readOnlyRootFilesystem') === true, 'readOnlyRootFilesystem must be true'),
    ...unless(dropsAll, 'capabilities must drop ALL and add none'),
    ...unless(isPinned(image), `the image ${image} has no exact version`),
  ];
}

/** An account of its own that carries no rights and no token. */
function accountFaults(workload: JsonObject, overlay: Overlay): string[] {
  const name = textOf(podOf(workload)['serviceAccountName']);
  const account = ofKind(overlay, 'ServiceAccount').find(
    (one) => nameOf(one) === name && namespaceOf(one) === namespaceOf(workload),
  );
  if (name !== nameOf(workload))
    return [`must run under a service account of its own, not ${name || 'the default one'}`];
  if (!account) return [`the service account ${name} is not there`];
  return unless(account['automountServiceAccountToken'] === false, `the service account ${name} mounts its token`);
}

function resourceFaults(container: JsonObject): string[] {
  const wanted = { requests: ['cpu', 'memory', 'ephemeral-storage'], limits: ['memory', 'ephemeral-storage'] };
  const missing = Object.entries(wanted).flatMap(([part, names]) =>
    names
      .filter((name) => textOf(at(container, 'resources', part, name)) === '')
      .map((name) => `${part}.${name} is missing`),
  );
  const limit = textOf(at(container, 'resources', 'limits', 'cpu'));
  return [...missing, ...unless(limit === '', 'a CPU limit holds up heartbeats')];
}

const namespaceFaults = (namespace: JsonObject): string[] =>
  ['enforce', 'warn', 'audit']
    .filter((mode) => at(namespace, 'metadata', 'labels', `pod-security.kubernetes.io/${mode}`) !== 'restricted')
    .map((mode) => `${kindOf(namespace)} does not ${mode} restricted pods`);
