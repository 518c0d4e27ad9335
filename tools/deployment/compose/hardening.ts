import { type Finding, findings } from '../finding';
import { bytesOf } from '../process';
import { type JsonObject, at, isObject, listOf, objectOf, textOf } from '../schemas/json';
import { isOurs, servicesOf } from './compose-processes';
import type { ComposeStack } from './compose-stack';

/** What every container has, whoever made its image. */
export const hardeningFindings = (stack: ComposeStack): Finding[] =>
  servicesOf(stack).flatMap(([name, service]) =>
    findings('container-hardening', `${stack.name} ${name}`, faultsOf(service)),
  );

type Rule = readonly [string, (service: JsonObject) => boolean];

const has = (list: JsonObject[string], text: string): boolean => listOf(list).map(textOf).includes(text);
const limitOf = (service: JsonObject, name: string): string =>
  textOf(at(service, 'deploy', 'resources', 'limits', name));

const RULES: readonly Rule[] = [
  ['cap_drop: [ALL] is missing', (service) => has(service['cap_drop'], 'ALL')],
  ['no-new-privileges is missing', (service) => has(service['security_opt'], 'no-new-privileges:true')],
  [
    'read_only is missing, and x-writable-root does not say why',
    (service) => service['read_only'] === true || textOf(service['x-writable-root']) !== '',
  ],
  ['user must be a number and not root', (service) => /^[1-9]\d*(:\d+)?$/.test(textOf(service['user']))],
  ['is privileged or on the network of the host', (service) => !isPrivileged(service)],
  ['mounts the socket of the engine', (service) => !JSON.stringify(service).includes('docker.sock')],
  ['restart is missing', (service) => /^(unless-stopped|on-failure:\d+)$/.test(textOf(service['restart']))],
  [
    'stop_grace_period must be 60s or more',
    (service) => Number.parseInt(textOf(service['stop_grace_period']), 10) >= 60,
  ],
  ['logs are not rotated', (service) => textOf(at(service, 'logging', 'options', 'max-size')) !== ''],
  [
    'cpus, memory and pids need limits',
    (service) => ['cpus', 'memory', 'pids'].every((one) => limitOf(service, one) !== ''),
  ],
  // Node handles its signals itself.
  ['init must be true', (service) => service['init'] === !isOurs(service)],
  ['the image has no exact version', (service) => isPinned(textOf(service['image']))],
];

const faultsOf = (service: JsonObject): string[] =>
  RULES.filter(([, holds]) => !holds(service)).map(([fault]) => fault);

const isPrivileged = (service: JsonObject): boolean =>
  service['privileged'] === true || ['network_mode', 'pid', 'ipc'].some((key) => service[key] === 'host');

/** By digest, or by a tag with at least two numbers. */
export const isPinned = (image: string): boolean =>
  /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+\.\d+[\w.-]*$/.test(image);

const MOST_MEMORY = bytesOf('8G');

/** What all containers of the core may take together. */
export function budgetFindings(stack: ComposeStack): Finding[] {
  const longRunning = servicesOf(stack).filter(([, service]) => textOf(service['restart']) === 'unless-stopped');
  const sum = longRunning.reduce((total, [, service]) => total + bytesOf(limitOf(service, 'memory')), 0);
  const faults = sum > MOST_MEMORY ? [`the limits come to ${(sum / 2 ** 30).toFixed(1)} GB, more than 8 GB`] : [];
  return findings('memory-budget', stack.name, faults);
}

/** Servers keep what they have in named volumes. */
export function volumeFindings({ name, model }: ComposeStack): Finding[] {
  const declared = isObject(model['volumes']) ? Object.keys(model['volumes']) : [];
  const missing = ['postgres', 'kafka', 'redis', 'qdrant'].filter(
    (server) =>
      !declared.includes(server) || !JSON.stringify(at(objectOf(model['services']), server)).includes(`"${server}:/`),
  );
  return findings(
    'named-volume',
    name,
    missing.map((server) => `${server} has no named volume`),
  );
}
