import type { CodeFacts } from '../code/code-facts';
import { type Finding, findings } from '../finding';
import { nameOf } from '../kustomize/transform';
import { MESH_NAMESPACE, type Overlay, meshWorkloadsOf, ofKind } from './overlay';
import { type Party, allowedEdges, deniedByDefault, partiesOf } from './edges';

const DATA_NAMESPACE = 'support-mesh-data';

/** The policies allow each connection that the code makes, at both ends, and no other. */
export function policyFindings(overlay: Overlay, code: CodeFacts): Finding[] {
  const parties = partiesOf(overlay);
  const needed = neededEdges(overlay, code);
  const inside = (namespace: string): string[] =>
    parties.filter((one) => one.namespace === namespace).map(({ name }) => name);
  const guarded = [MESH_NAMESPACE, DATA_NAMESPACE].filter((one) =>
    ofKind(overlay, 'Namespace').some((n) => nameOf(n) === one),
  );
  const members = guarded.flatMap(inside);
  const ends = (edge: string) => ({
    source: edge.split('>')[0] ?? '',
    target: edge.split('>')[1]?.split(':')[0] ?? '',
  });
  const outgoing = needed.filter((edge) => members.includes(ends(edge).source));
  const incoming = needed.filter((edge) => members.includes(ends(edge).target));
  return [
    ...findings('network-policy', overlay.folder, defaultFaults(overlay, guarded)),
    ...findings(
      'network-policy',
      overlay.folder,
      differences(outgoing, allowedEdges(overlay, parties, 'Egress'), 'egress'),
    ),
    ...findings(
      'network-policy',
      overlay.folder,
      differences(incoming, allowedEdges(overlay, parties, 'Ingress'), 'ingress'),
    ),
  ];
}

const defaultFaults = (overlay: Overlay, namespaces: readonly string[]): string[] =>
  namespaces.filter((one) => !deniedByDefault(overlay, one)).map((one) => `${one} is not closed by default`);

function differences(needed: readonly string[], allowed: ReadonlySet<string>, direction: string): string[] {
  const missing = needed
    .filter((edge) => !allowed.has(edge))
    .map((edge) => `${direction} ${edge} is needed and not allowed`);
  const odd = [...allowed]
    .filter((edge) => !needed.includes(edge))
    .map((edge) => `${direction} ${edge} is allowed and not needed`);
  return [...missing, ...odd];
}

/** Who talks to whom, from the code. */
function neededEdges(overlay: Overlay, code: CodeFacts): string[] {
  const hasIngress = ofKind(overlay, 'Ingress').length > 0;
  const everybody: Pick<Party, 'name'>[] = [
    ...meshWorkloadsOf(overlay).map((one) => ({ name: nameOf(one) })),
    { name: 'stranger-within' },
  ];
  return [
    ...code.services.flatMap((name) => edgesOf(name, code)),
    'prepare-database>postgres:5432',
    'prepare-topics>kafka:9092',
    ...everybody.map(({ name }) => `${name}>dns:53`),
    ...(hasIngress ? ['ingress-nginx>gateway:8080'] : []),
  ];
}

function edgesOf(name: string, code: CodeFacts): string[] {
  const needs = code.needs.get(name);
  return [
    `${name}>postgres:5432`,
    `${name}>kafka:9092`,
    ...(needs?.redis ? [`${name}>redis:6379`] : []),
    ...(needs?.qdrant ? [`${name}>qdrant:6333`] : []),
    ...(needs?.calls ?? []).map((other) => `${name}>${other}:9090`),
    `prometheus>${name}:9090`,
  ];
}
