import type { CodeFacts } from '../code/code-facts';
import { type Finding, findings } from '../finding';
import { nameOf } from '../kustomize/transform';
import { type JsonObject, at, objectsOf, textOf } from '../schemas/json';
import { type Overlay, containersOf, labelsOf, namespaceOf, ofKind, workloadsOf } from './overlay';
import { selects } from './selectors';

/** Services, ingress and monitors lead to ports that somebody has open. */
export const serviceFindings = (overlay: Overlay, code: CodeFacts): Finding[] => [
  ...ofKind(overlay, 'Service').flatMap((service) =>
    findings('service', `${overlay.folder} ${nameOf(service)}`, targetFaults(service, overlay)),
  ),
  ...findings('service', overlay.folder, addressFaults(overlay, code)),
  ...ofKind(overlay, 'Ingress').flatMap((one) => findings('ingress', overlay.folder, ingressFaults(one, overlay))),
  ...ofKind(overlay, 'PodMonitor').flatMap((one) =>
    findings('monitor', overlay.folder, monitorFaults(one, overlay, code)),
  ),
];

const portNamesOf = (workload: JsonObject): string[] =>
  containersOf(workload).flatMap((container) => objectsOf(container['ports']).map((port) => textOf(port['name'])));

function targetFaults(service: JsonObject, overlay: Overlay): string[] {
  const selector = { matchLabels: at(service, 'spec', 'selector') };
  const targets = workloadsOf(overlay).filter(
    (one) => namespaceOf(one) === namespaceOf(service) && selects(selector, labelsOf(one)),
  );
  if (targets.length !== 1) return [`selects ${targets.length} workloads in place of one`];
  const open = targets.flatMap(portNamesOf);
  return objectsOf(at(service, 'spec', 'ports'))
    .map((port) => textOf(port['targetPort']))
    .filter((target) => !open.includes(target))
    .map((target) => `leads to the port ${target}, which nobody has open`);
}

/** Where the code looks for a service when it is told nothing: its own name and management port. */
function addressFaults(overlay: Overlay, code: CodeFacts): string[] {
  return code.services.flatMap((name) => {
    const { hostname, port } = new URL(code.variables.get(`${name.toUpperCase()}_URL`)?.fallback ?? 'http://none');
    const service = ofKind(overlay, 'Service').find((one) => nameOf(one) === hostname);
    const ports = objectsOf(at(service, 'spec', 'ports')).map((one) => textOf(one['port']));
    return ports.includes(port) ? [] : [`nothing answers at ${hostname}:${port}, where ${name} is looked for`];
  });
}

function ingressFaults(ingress: JsonObject, overlay: Overlay): string[] {
  const hosts = objectsOf(at(ingress, 'spec', 'rules')).map((rule) => textOf(rule['host']));
  const secured = objectsOf(at(ingress, 'spec', 'tls')).flatMap((one) => JSON.stringify(one['hosts']));
  const backends = objectsOf(at(ingress, 'spec', 'rules')).flatMap((rule) => objectsOf(at(rule, 'http', 'paths')));
  const targets = backends.map(
    ({ backend }) => `${textOf(at(backend, 'service', 'name'))}:${textOf(at(backend, 'service', 'port', 'name'))}`,
  );
  const open = ofKind(overlay, 'Service').flatMap((one) =>
    objectsOf(at(one, 'spec', 'ports')).map((port) => `${nameOf(one)}:${textOf(port['name'])}`),
  );
  return [
    ...hosts.filter((host) => !secured.some((list) => list.includes(`"${host}"`))).map((host) => `${host} has no TLS`),
    ...targets.filter((target) => !open.includes(target)).map((target) => `leads to ${target}, which is not there`),
    ...targets.filter((target) => target !== 'gateway:api').map((target) => `lets strangers in at ${target}`),
  ];
}

function monitorFaults(monitor: JsonObject, overlay: Overlay, code: CodeFacts): string[] {
  const watched = workloadsOf(overlay)
    .filter((one) => selects(at(monitor, 'spec', 'selector'), labelsOf(one)))
    .map(nameOf);
  const endpoints = objectsOf(at(monitor, 'spec', 'podMetricsEndpoints'));
  const paths = endpoints.map(({ path }) => textOf(path));
  return [
    ...code.services.filter((name) => !watched.includes(name)).map((name) => `does not watch ${name}`),
    ...paths.filter((path) => !code.managementPaths.includes(path)).map((path) => `the code has no ${path}`),
    ...(endpoints.every(({ port }) => port === 'management') ? [] : ['asks at another port than management']),
  ];
}
