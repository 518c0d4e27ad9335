import { FACTS_TOPIC, SERVICES, type ServiceName, commandTopicOf } from '@mesh/contracts';

/** The services that read facts. */
export const FACT_READERS: readonly ServiceName[] = ['gateway', 'escalation'];

const routes = new Map<string, readonly ServiceName[]>([
  [FACTS_TOPIC, FACT_READERS],
  ...SERVICES.map((service): [string, readonly ServiceName[]] => [commandTopicOf(service), [service]]),
]);

/** Who reads a topic; nobody inside the mesh reads dead letters. */
export const readersOf = (topic: string): readonly ServiceName[] => routes.get(topic) ?? [];
