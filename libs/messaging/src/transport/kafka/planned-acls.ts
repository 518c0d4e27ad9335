import { SERVICES, type ServiceName, consumerGroupOf } from '@mesh/contracts';
import { topicsOf, writableBy } from '../routes';

/** One thing that one user of the brokers may do; everything else is denied to it. */
export interface PlannedAcl {
  /** As brokers write it. */
  readonly principal: string;
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly pattern: 'literal' | 'prefixed';
  readonly operations: readonly ('read' | 'write' | 'describe')[];
}

/** What all topics of a mesh begin with. */
const FAMILY = 'support.';

/** The user of a service is named like its consumer group. */
export const kafkaUserOf = (service: ServiceName): string => consumerGroupOf(service);

/** What the reconciler reads along with, next to the group that works. */
export const reconcilerGroupOf = (service: ServiceName): string => `${consumerGroupOf(service)}.reconciler`;

/** Who may do what on the topics and groups of a mesh, service by service. @param prefix as KAFKA_TOPIC_PREFIX */
export const plannedAcls = (prefix: string): PlannedAcl[] => SERVICES.flatMap((service) => ofService(service, prefix));

function ofService(service: ServiceName, prefix: string): PlannedAcl[] {
  const writable = writableBy(service);
  const readable = topicsOf(service).filter((topic) => !writable.includes(topic));
  const acl = (rest: Omit<PlannedAcl, 'principal'>): PlannedAcl => ({
    principal: `User:${prefix}${kafkaUserOf(service)}`,
    ...rest,
    name: `${prefix}${rest.name}`,
  });
  const literal = { pattern: 'literal' } as const;
  return [
    // To see whether topics are missing before it starts.
    acl({ resource: 'topic', name: FAMILY, pattern: 'prefixed', operations: ['describe'] }),
    ...readable.map((name) => acl({ resource: 'topic', name, ...literal, operations: ['read'] })),
    // What it published is read again by its reconciler.
    ...writable.map((name) => acl({ resource: 'topic', name, ...literal, operations: ['read', 'write'] })),
    ...[consumerGroupOf(service), reconcilerGroupOf(service)].map((name) =>
      acl({ resource: 'group', name, ...literal, operations: ['read'] }),
    ),
  ];
}
