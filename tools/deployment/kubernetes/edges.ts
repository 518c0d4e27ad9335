import { nameOf } from '../kustomize/transform';
import { type Json, type JsonObject, at, listOf, objectsOf, textOf } from '../schemas/json';
import { MESH_NAMESPACE, type Overlay, labelsOf, namespaceOf, ofKind, workloadsOf } from './overlay';
import { selects } from './selectors';

/** Somebody who may talk or be talked to. */
export interface Party {
  readonly name: string;
  readonly namespace: string;
  readonly labels: JsonObject;
}

/** Parties outside our manifests, by the labels that their usual installations give them. */
const OUTSIDE: readonly Party[] = [
  ...['postgres', 'kafka', 'redis', 'qdrant'].map((name) => party(name, 'support-mesh-data')),
  party('prometheus', 'monitoring'),
  party('ingress-nginx', 'ingress-nginx'),
  { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  // Stands for anybody who has no business here.
  party('stranger', 'elsewhere'),
];

function party(name: string, namespace: string): Party {
  return { name, namespace, labels: { 'app.kubernetes.io/name': name } };
}

export function partiesOf(overlay: Overlay): Party[] {
  const own = workloadsOf(overlay).map((workload) => ({
    name: nameOf(workload),
    namespace: namespaceOf(workload),
    labels: labelsOf(workload),
  }));
  const isOwn = ({ name, namespace }: Party) => own.some((one) => one.name === name && one.namespace === namespace);
  return [...own, party('stranger-within', MESH_NAMESPACE), ...OUTSIDE.filter((one) => !isOwn(one))];
}

/** Every `from>to:port` that the policies allow, for one direction. */
export function allowedEdges(
  overlay: Overlay,
  parties: readonly Party[],
  direction: 'Ingress' | 'Egress',
): Set<string> {
  const rulesOf = (policy: JsonObject) => objectsOf(at(policy, 'spec', direction.toLowerCase()));
  const edges = ofKind(overlay, 'NetworkPolicy').flatMap((policy) =>
    rulesOf(policy).flatMap((rule) => {
      const here = parties.filter((one) => isSubject(policy, one));
      const there = parties.filter((one) => isPeer(rule, direction, policy, one));
      const [sources, targets] = direction === 'Egress' ? [here, there] : [there, here];
      return sources.flatMap((source) =>
        targets.flatMap((target) => portsOf(rule).map((port) => edge(source, target, port))),
      );
    }),
  );
  return new Set(edges);
}

const edge = (source: Party, target: Party, port: string): string => `${source.name}>${target.name}:${port}`;

/** Parties of a namespace in which everything that is not allowed is denied. */
export const deniedByDefault = (overlay: Overlay, namespace: string): boolean =>
  ofKind(overlay, 'NetworkPolicy').some((policy) => {
    const types = listOf(at(policy, 'spec', 'policyTypes'));
    const isForAll = Object.keys((at(policy, 'spec', 'podSelector') ?? {}) as JsonObject).length === 0;
    const isClosed = at(policy, 'spec', 'ingress') === undefined && at(policy, 'spec', 'egress') === undefined;
    return (
      namespaceOf(policy) === namespace && isForAll && isClosed && types.includes('Ingress') && types.includes('Egress')
    );
  });

const isSubject = (policy: JsonObject, { namespace, labels }: Party): boolean =>
  namespace === namespaceOf(policy) && selects(at(policy, 'spec', 'podSelector'), labels);

function isPeer(rule: JsonObject, direction: 'Ingress' | 'Egress', policy: JsonObject, one: Party): boolean {
  const peers = rule[direction === 'Egress' ? 'to' : 'from'];
  if (peers === undefined) return true;
  return objectsOf(peers).some((peer) => {
    const { namespaceSelector, podSelector, ipBlock } = peer;
    // Addresses are nobody that we know; a peer of addresses is judged by people.
    if (ipBlock !== undefined) return false;
    const isThere =
      namespaceSelector === undefined
        ? one.namespace === namespaceOf(policy)
        : selects(namespaceSelector, { 'kubernetes.io/metadata.name': one.namespace });
    return isThere && selects(podSelector, one.labels);
  });
}

const portsOf = (rule: JsonObject): string[] => {
  const ports = objectsOf(rule['ports']);
  return ports.length === 0 ? ['any'] : ports.map((one: Json) => textOf(at(one, 'port')));
};
