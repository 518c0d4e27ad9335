import { type CodeFacts, numberOf } from '../code/code-facts';
import { type Finding, findings } from '../finding';
import { kindOf, nameOf } from '../kustomize/transform';
import type { MeshProcess } from '../process';
import { type Json, type JsonObject, at, objectsOf, textOf } from '../schemas/json';
import { type Overlay, containersOf, meshWorkloadsOf, ofKind, podOf } from './overlay';

const PROBES = { startupProbe: '/health/live', livenessProbe: '/health/live', readinessProbe: '/health/ready' };
const RESERVE_S = 15;

/** How pods start, are asked, are replaced and end. */
export const lifecycleFindings = (overlay: Overlay, processes: readonly MeshProcess[], code: CodeFacts): Finding[] =>
  meshWorkloadsOf(overlay).flatMap((workload) => {
    const where = `${overlay.folder} ${nameOf(workload)}`;
    const environment =
      processes.find(({ name }) => name === nameOf(workload))?.environment ?? new Map<string, string>();
    if (kindOf(workload) !== 'Deployment') return findings('job', where, jobFaults(workload));
    return [
      ...findings(
        'probe',
        where,
        containersOf(workload).flatMap((one) => probeFaults(one, environment, code)),
      ),
      ...findings('shutdown', where, shutdownFaults(workload, environment, code)),
      ...findings('rollout', where, rolloutFaults(workload, overlay)),
    ];
  });

function probeFaults(container: JsonObject, environment: ReadonlyMap<string, string>, code: CodeFacts): string[] {
  const ports = new Map(
    objectsOf(container['ports']).map((port) => [textOf(port['name']), Number(port['containerPort'])]),
  );
  return Object.entries(PROBES).flatMap(([kind, wanted]) => {
    const probe = container[kind];
    const [path, port] = [at(probe, 'httpGet', 'path'), at(probe, 'httpGet', 'port')].map(textOf);
    return [
      ...(path === wanted ? [] : [`${kind} asks for ${path || 'nothing'} in place of ${wanted}`]),
      ...(code.managementPaths.includes(wanted) ? [] : [`the code has no ${wanted}`]),
      ...(ports.get(port ?? '') === numberOf(code, environment, 'MANAGEMENT_PORT')
        ? []
        : [`${kind} asks at a wrong port`]),
      ...(Number(at(probe, 'timeoutSeconds')) >= 3 ? [] : [`${kind} gives less than 3 s`]),
      ...(Number(at(probe, 'failureThreshold')) >= 3 ? [] : [`${kind} forgives less than 3 failures`]),
    ];
  });
}

function shutdownFaults(workload: JsonObject, environment: ReadonlyMap<string, string>, code: CodeFacts): string[] {
  const pause = Math.min(
    ...containersOf(workload).map((one) => Number(at(one, 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0)),
  );
  const drain = numberOf(code, environment, 'SHUTDOWN_DEADLINE_MS') / 1000;
  const grace = Number(podOf(workload)['terminationGracePeriodSeconds'] ?? 30);
  return [
    ...(pause >= 5 && pause <= 10 ? [] : ['preStop must sleep 5 to 10 s']),
    ...(grace >= pause + drain + RESERVE_S
      ? []
      : [`${grace} s are not enough for ${pause} s of pause and ${drain} s of drain`]),
  ];
}

function rolloutFaults(workload: JsonObject, overlay: Overlay): string[] {
  const spec = (...path: string[]): Json => at(workload, 'spec', ...path);
  const keys = objectsOf(podOf(workload)['topologySpreadConstraints']).map((one) => textOf(one['topologyKey']));
  const priority = textOf(podOf(workload)['priorityClassName']);
  return [
    ...(spec('strategy', 'rollingUpdate', 'maxUnavailable') === 0 ? [] : ['maxUnavailable must be 0']),
    ...(spec('strategy', 'rollingUpdate', 'maxSurge') === 1 ? [] : ['maxSurge must be 1']),
    ...(Number(spec('minReadySeconds')) >= 15 ? [] : ['minReadySeconds must be 15 or more']),
    ...['topology.kubernetes.io/zone', 'kubernetes.io/hostname']
      .filter((key) => !keys.includes(key))
      .map((key) => `is not spread over ${key}`),
    ...(ofKind(overlay, 'PriorityClass').some((one) => nameOf(one) === priority)
      ? []
      : [`no priority class ${priority}`]),
  ];
}

/** Jobs end by themselves, well or not; scheduled ones never run beside themselves. */
function jobFaults(workload: JsonObject): string[] {
  const isScheduled = kindOf(workload) === 'CronJob';
  const spec = (...path: string[]): Json =>
    at(workload, 'spec', ...(isScheduled ? ['jobTemplate', 'spec'] : []), ...path);
  const limits = ['backoffLimit', 'activeDeadlineSeconds'].filter((name) => spec(name) === undefined);
  return [
    ...limits.map((name) => `${name} is missing`),
    ...(isScheduled && at(workload, 'spec', 'concurrencyPolicy') !== 'Forbid'
      ? ['concurrencyPolicy must be Forbid']
      : []),
    ...(isScheduled && at(workload, 'spec', 'startingDeadlineSeconds') === undefined
      ? ['startingDeadlineSeconds is missing']
      : []),
  ];
}
