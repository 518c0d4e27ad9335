import {
  ERASURES_TOPIC,
  FACTS_TOPIC,
  SERVICES,
  type ServiceName,
  commandTopicOf,
  deadLetterTopicOf,
} from '@mesh/contracts';

/** The services that read facts. */
export const FACT_READERS: readonly ServiceName[] = ['gateway', 'escalation'];

const routes = new Map<string, readonly ServiceName[]>([
  [FACTS_TOPIC, FACT_READERS],
  ...SERVICES.map((service): [string, readonly ServiceName[]] => [commandTopicOf(service), [service]]),
  [ERASURES_TOPIC, ['gateway']],
]);

const BUT_GATEWAY = SERVICES.filter((service) => service !== 'gateway');

const writers = new Map<string, readonly ServiceName[]>([
  [FACTS_TOPIC, ['supervisor']],
  [ERASURES_TOPIC, BUT_GATEWAY],
  ...BUT_GATEWAY.map((service): [string, readonly ServiceName[]] => [
    commandTopicOf(service),
    ['gateway', 'supervisor'],
  ]),
  // Every step is answered there.
  [commandTopicOf('supervisor'), SERVICES],
  [commandTopicOf('gateway'), ['supervisor', 'research', 'escalation']],
  ...SERVICES.map((service): [string, readonly ServiceName[]] => [deadLetterTopicOf(service), [service]]),
]);

/** The topics that a service publishes on; nobody else needs the right to. */
export const writableBy = (service: ServiceName): readonly string[] =>
  [...writers].filter(([, allowed]) => allowed.includes(service)).map(([topic]) => topic);

/** Who reads a topic; nobody inside the mesh reads dead letters. */
export const readersOf = (topic: string): readonly ServiceName[] => routes.get(topic) ?? [];

/** The topics that a service reads. */
export const topicsOf = (service: ServiceName): readonly string[] =>
  [...routes].filter(([, readers]) => readers.includes(service)).map(([topic]) => topic);

const deadLetterTopics = new Set(SERVICES.map(deadLetterTopicOf));

export const isDeadLetterTopic = (topic: string): boolean => deadLetterTopics.has(topic);
