import type { CodeFacts } from '../code/code-facts';
import type { Needs } from '../code/needs';
import { type Finding, findings } from '../finding';
import { type JsonObject, at, listOf, objectOf, textOf } from '../schemas/json';
import { servicesOf } from './compose-processes';
import type { ComposeStack } from './compose-stack';

/** The only network with a way out, for what is published. */
const EDGE = 'edge';

/** Published ports, networks, and whether those who need each other share one. */
export function networkFindings(stack: ComposeStack, code: CodeFacts): Finding[] {
  const services = servicesOf(stack);
  const joined = new Map(services.map(([name, service]) => [name, listOf(service['networks']).map(textOf)]));
  const published = services.filter(([, service]) => listOf(service['ports']).length > 0);
  return [
    ...services.flatMap(([name, service]) => findings('published-port', `${stack.name} ${name}`, portFaults(service))),
    ...findings('published-port', stack.name, coreFaults(stack, published)),
    ...findings('network', stack.name, internalFaults(stack)),
    ...findings(
      'network',
      stack.name,
      services.flatMap(([name, service]) => edgeFaults(name, service)),
    ),
    ...code.services.flatMap((name) =>
      findings('network', `${stack.name} ${name}`, unreachable(name, code.needs.get(name), joined)),
    ),
  ];
}

const portFaults = (service: JsonObject): string[] =>
  listOf(service['ports'])
    .map(textOf)
    .filter((port) => !port.startsWith('127.0.0.1:'))
    .map((port) => `${port} is not bound to 127.0.0.1`);

const coreFaults = ({ name }: ComposeStack, published: [string, JsonObject][]): string[] =>
  name !== 'docker-compose.yml'
    ? []
    : published.filter(([service]) => service !== 'gateway').map(([service]) => `${service} is published`);

const internalFaults = ({ model }: ComposeStack): string[] =>
  Object.entries(objectOf(model['networks']))
    .filter(([name, network]) => name !== EDGE && at(network, 'internal') !== true)
    .map(([name]) => `the network ${name} is not internal`);

/** Only what is published has a way out. */
const edgeFaults = (name: string, service: JsonObject): string[] => {
  const hasWayOut = listOf(service['networks']).map(textOf).includes(EDGE);
  const isPublished = listOf(service['ports']).length > 0;
  return hasWayOut === isPublished ? [] : [`${name} is ${isPublished ? 'published without' : 'needlessly in'} ${EDGE}`];
};

function unreachable(name: string, needs: Needs | undefined, joined: ReadonlyMap<string, readonly string[]>): string[] {
  const wanted = ['postgres', 'kafka', ...(needs?.redis ? ['redis'] : []), ...(needs?.qdrant ? ['qdrant'] : [])];
  const own = joined.get(name) ?? [];
  return [...wanted, ...(needs?.calls ?? [])]
    .filter((other) => !joined.get(other)?.some((network) => own.includes(network)))
    .map((other) => `shares no network with ${other}`);
}
