import { type CodeFacts, numberOf } from '../code/code-facts';
import type { Files } from '../files/files';
import { type Finding, findings } from '../finding';
import type { MeshProcess } from '../process';
import { type Json, type JsonObject, at, listOf, objectsOf, textOf } from '../schemas/json';
import type { ComposeStack } from './compose-stack';

export const PROXIES = 'deploy/chaos/proxies.json';

/** Settings of the servers that the mesh relies upon. */
export const serverFindings = (stack: ComposeStack, processes: readonly MeshProcess[], code: CodeFacts): Finding[] => {
  const server = (name: string): Json => at(stack.model, 'services', name);
  return [
    ...findings('kafka', `${stack.name} kafka`, brokerFaults(at(server('kafka'), 'environment'))),
    ...findings('redis', `${stack.name} redis`, redisFaults(listOf(at(server('redis'), 'command')).map(textOf))),
    ...findings(
      'connections',
      stack.name,
      connectionFaults(listOf(at(server('postgres'), 'command')), processes, code),
    ),
  ];
};

/** Also used for the broker of Kubernetes. */
export function brokerFaults(environment: Json): string[] {
  const value = (name: string): string => textOf(at(environment, name));
  return [
    ...(/^[\w-]{22}$/.test(value('CLUSTER_ID')) ? [] : ['CLUSTER_ID must be fixed, 22 characters']),
    ...['KAFKA_AUTO_CREATE_TOPICS_ENABLE', 'KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE']
      .filter((name) => value(name) !== 'false')
      .map((name) => `${name} must be false`),
    ...(/:\/\/(localhost|127\.|0\.0\.0\.0)/.test(value('KAFKA_ADVERTISED_LISTENERS'))
      ? ['KAFKA_ADVERTISED_LISTENERS names an address that only the broker itself can use']
      : []),
  ];
}

export function redisFaults(command: readonly string[]): string[] {
  const wanted = ['--appendonly yes', '--appendfsync everysec', '--maxmemory-policy noeviction'];
  return wanted.filter((option) => !command.includes(option)).map((option) => `${option} is missing`);
}

const RESERVE_PER_SERVICE = 4;
const FOR_SUPERUSERS = 3;

/** Two pools per process, listeners and leadership beside them. */
export function connectionFaults(
  command: readonly Json[],
  processes: readonly MeshProcess[],
  code: CodeFacts,
): string[] {
  const most = Number(/max_connections=(\d+)/.exec(command.map(textOf).join(' '))?.[1] ?? 100);
  const needed = processes
    .filter(({ name }) => code.needs.has(name))
    .reduce(
      (sum, { environment }) => sum + 2 * numberOf(code, environment, 'DATABASE_MAX_CONNECTIONS') + RESERVE_PER_SERVICE,
      0,
    );
  return needed <= most - FOR_SUPERUSERS ? [] : [`services may open ${needed} connections, the database takes ${most}`];
}

/** Every server stands behind a proxy, and every address of a service is a proxy's. */
export function proxyFindings(files: Files, processes: readonly MeshProcess[]): Finding[] {
  const proxies = objectsOf(JSON.parse(files.text(PROXIES)) as Json);
  const missing = ['postgres', 'kafka', 'redis', 'qdrant'].filter(
    (name) => !proxies.some((one) => isProxyOf(one, name)),
  );
  const direct = processes.filter(({ name }) => !name.startsWith('prepare-')).flatMap(directAddresses);
  return [
    ...findings(
      'proxy',
      PROXIES,
      missing.map((name) => `${name} has no proxy`),
    ),
    ...findings('proxy', 'docker-compose.chaos.yml', direct),
  ];
}

const isProxyOf = (proxy: JsonObject, name: string): boolean => textOf(proxy['upstream']).startsWith(`${name}:`);

const directAddresses = ({ name, environment, secrets }: MeshProcess): string[] => [
  ...['KAFKA_BROKERS', 'QDRANT_URL']
    .filter((variable) => environment.has(variable) && !environment.get(variable)?.includes('toxiproxy'))
    .map((variable) => `${variable} of ${name} leads past the proxy`),
  ...(secrets.size === 0 ? [`${name} has no secrets`] : []),
];
