import { type ServiceName, consumerGroupOf } from '@mesh/contracts';
import { topicsOf } from '@mesh/messaging';
import { type CodeFacts, numberOf } from '../code/code-facts';
import { type Finding, findings } from '../finding';
import { nameOf } from '../kustomize/transform';
import type { MeshProcess } from '../process';
import { type Json, type JsonObject, at, objectsOf, textOf } from '../schemas/json';
import { type Overlay, ofKind } from './overlay';

const CALM_S = 300;

/** Who decides on the number of replicas, and within what bounds. An overlay without any scaler has fixed numbers. */
export function scalingFindings(overlay: Overlay, processes: readonly MeshProcess[], code: CodeFacts): Finding[] {
  const scalers = ofKind(overlay, 'HorizontalPodAutoscaler', 'ScaledObject');
  if (scalers.length === 0) return [];
  return ofKind(overlay, 'Deployment').flatMap((deployment) => {
    const where = `${overlay.folder} ${nameOf(deployment)}`;
    const own = scalers.filter((one) => at(one, 'spec', 'scaleTargetRef', 'name') === nameOf(deployment));
    const [scaler] = own;
    if (!scaler || own.length > 1) return findings('scaler', where, [`has ${own.length} scalers in place of one`]);
    const environment =
      processes.find(({ name }) => name === nameOf(deployment))?.environment ?? new Map<string, string>();
    return [
      ...findings(
        'scaler',
        where,
        at(deployment, 'spec', 'replicas') === undefined ? [] : ['replicas fight with the scaler'],
      ),
      ...findings('scaler', where, boundFaults(scaler, numberOf(code, environment, 'KAFKA_PARTITIONS'))),
      ...findings('scaler', where, triggerFaults(scaler, nameOf(deployment) as ServiceName, environment)),
      ...findings('disruption', where, disruptionFaults(overlay, deployment, scaler)),
    ];
  });
}

const boundOf = (scaler: JsonObject, which: 'min' | 'max'): number =>
  Number(at(scaler, 'spec', `${which}Replicas`) ?? at(scaler, 'spec', `${which}ReplicaCount`));

const calmOf = (scaler: JsonObject): number =>
  Number(
    at(scaler, 'spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds') ??
      at(
        scaler,
        'spec',
        'advanced',
        'horizontalPodAutoscalerConfig',
        'behavior',
        'scaleDown',
        'stabilizationWindowSeconds',
      ),
  );

function boundFaults(scaler: JsonObject, partitions: number): string[] {
  const [least, most] = [boundOf(scaler, 'min'), boundOf(scaler, 'max')];
  return [
    ...(least >= 2 ? [] : [`${least} replicas are no reserve`]),
    ...(most <= partitions ? [] : [`${most} replicas share ${partitions} partitions: the rest would be idle`]),
    ...(2 * most <= partitions
      ? []
      : [`${partitions} partitions leave ${most} replicas no room; twice as many are wanted`]),
    ...(calmOf(scaler) >= CALM_S ? [] : [`must be calm for ${CALM_S} s before it scales down`]),
  ];
}

/** By group and topics as the code names them; the gateway by what people ask of it, not by the CPU alone. */
function triggerFaults(scaler: JsonObject, service: ServiceName, environment: ReadonlyMap<string, string>): string[] {
  const triggers = objectsOf(at(scaler, 'spec', 'triggers'));
  if (service === 'gateway') {
    const kinds = objectsOf(at(scaler, 'spec', 'metrics')).map((metric) => textOf(metric['type']));
    return kinds.includes('Pods') ? [] : ['scales by the CPU alone'];
  }
  const values = (name: string): string[] => triggers.map((trigger) => textOf(at(trigger, 'metadata', name)));
  const group = consumerGroupOf(service);
  const topics = [...values('topic')].sort().join();
  const wanted = [...topicsOf(service)].sort().join();
  return [
    ...values('consumerGroup')
      .filter((name) => name !== group)
      .map((name) => `the group is ${group}, not ${name}`),
    ...(topics === wanted ? [] : [`looks at ${topics || 'no topic'}, the service reads ${wanted}`]),
    ...values('bootstrapServers')
      .filter((servers) => servers !== environment.get('KAFKA_BROKERS'))
      .map((servers) => `asks ${servers}, the service another broker`),
  ];
}

function disruptionFaults(overlay: Overlay, deployment: JsonObject, scaler: JsonObject): string[] {
  const labels = at(deployment, 'spec', 'template', 'metadata', 'labels');
  const own = ofKind(overlay, 'PodDisruptionBudget').filter((budget) =>
    Object.entries((at(budget, 'spec', 'selector', 'matchLabels') ?? {}) as JsonObject).every(
      ([label, value]: [string, Json]) => at(labels, label) === value,
    ),
  );
  const [budget] = own;
  if (!budget || own.length > 1) return [`has ${own.length} disruption budgets in place of one`];
  const blocks = at(budget, 'spec', 'minAvailable') !== undefined || at(budget, 'spec', 'maxUnavailable') !== 1;
  return [
    ...(blocks ? ['the disruption budget must be maxUnavailable 1, so that draining a node goes on'] : []),
    ...(boundOf(scaler, 'min') >= 2 ? [] : ['with one replica draining a node ends the service']),
  ];
}
