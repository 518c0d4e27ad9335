import type { CodeFacts } from '../code/code-facts';
import { brokerFaults, connectionFaults, redisFaults } from '../compose/servers';
import type { Files } from '../files/files';
import { type Finding, findings } from '../finding';
import { kindOf, nameOf } from '../kustomize/transform';
import { adapterMetrics } from '../monitoring/monitoring-checks';
import type { MeshProcess } from '../process';
import { processFindings } from '../process-checks';
import { type JsonObject, at, listOf, objectsOf, textOf } from '../schemas/json';
import type { SecretNames } from '../secret-names';
import { lifecycleFindings } from './lifecycle';
import { policyFindings } from './network';
import { type Overlay, containersOf, meshWorkloadsOf, ofKind, overlayProcesses } from './overlay';
import { podFindings } from './pods';
import { scalingFindings } from './scaling';
import { serviceFindings } from './services';

export interface OverlayContext {
  readonly files: Files;
  readonly code: CodeFacts;
  readonly secrets: SecretNames;
  readonly validate: (where: string, resource: JsonObject) => Finding[];
}

/** Everything that is wrong with the resources of one overlay. */
export function checkOverlay(overlay: Overlay, { files, code, secrets, validate }: OverlayContext): Finding[] {
  const processes = overlayProcesses(overlay, secrets);
  return [
    ...overlay.resources.flatMap((one) => validate(`${overlay.folder} ${kindOf(one)}/${nameOf(one)}`, one)),
    ...findings('workload-missing', overlay.folder, missingWorkloads(overlay, code)),
    ...podFindings(overlay),
    ...lifecycleFindings(overlay, processes, code),
    ...scalingFindings(overlay, processes, code),
    ...serviceFindings(overlay, code),
    ...policyFindings(overlay, code),
    ...findings('metric', overlay.folder, scaledByUnknown(overlay, files)),
    ...serverFindings(overlay, processes, code),
    ...processes.flatMap((one) => processFindings(one, code, files)),
  ];
}

function missingWorkloads(overlay: Overlay, code: CodeFacts): string[] {
  const names = meshWorkloadsOf(overlay).map(nameOf);
  return [...code.services, 'prepare-database', 'prepare-topics']
    .filter((name) => !names.includes(name))
    .map((name) => `${name} is missing`);
}

const scaledByUnknown = (overlay: Overlay, files: Files): string[] =>
  ofKind(overlay, 'HorizontalPodAutoscaler')
    .flatMap((scaler) => objectsOf(at(scaler, 'spec', 'metrics')))
    .map((metric) => textOf(at(metric, 'pods', 'metric', 'name')))
    .filter((name) => name !== '' && !adapterMetrics(files).includes(name))
    .map((name) => `no adapter provides ${name}`);

/** The servers of the local overlay; in production others run them. */
const serverFindings = (overlay: Overlay, processes: readonly MeshProcess[], code: CodeFacts): Finding[] =>
  ofKind(overlay, 'StatefulSet').flatMap((server) => {
    const [container = {}] = containersOf(server);
    const args = listOf(container['args']);
    const environment = Object.fromEntries(objectsOf(container['env']).map(({ name, value }) => [textOf(name), value]));
    const where = `${overlay.folder} ${nameOf(server)}`;
    switch (nameOf(server)) {
      case 'kafka':
        return findings('kafka', where, brokerFaults(environment));
      case 'redis':
        return findings('redis', where, redisFaults(args.map(textOf)));
      case 'postgres':
        return findings('connections', where, connectionFaults(args, processes, code));
      default:
        return [];
    }
  });
