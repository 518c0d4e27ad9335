import { createRequire } from 'node:module';
import type { Logger } from '@mesh/observability';
import type { AclEntry } from 'kafkajs';
import type { KafkaAccess } from './kafka-client';
import { type PlannedAcl, plannedAcls } from './planned-acls';

const load = createRequire(__filename);

/** `no_authorizer`: the brokers ask nobody for rights; `not_allowed`: the rights are somebody else's business. */
export type AclOutcome = 'set' | 'no_authorizer' | 'not_allowed';

const OUTCOMES: ReadonlyMap<unknown, AclOutcome> = new Map([
  ['SECURITY_DISABLED', 'no_authorizer'],
  ['CLUSTER_AUTHORIZATION_FAILED', 'not_allowed'],
]);

/** Tells the brokers who may do what. Adds only, so it can be run again and by several at once. */
export async function ensureAcls(access: KafkaAccess, prefix: string, logger: Logger): Promise<AclOutcome> {
  // Loaded here: the embedded profile never needs it.
  const { kafkaClient } = load('./kafka-client') as typeof import('./kafka-client');
  const admin = kafkaClient('support-mesh-acls', access, logger).admin();
  await admin.connect();
  try {
    await admin.createAcls({ acl: plannedAcls(prefix).flatMap(entriesOf) });
    return 'set';
  } catch (error) {
    const outcome = OUTCOMES.get(error instanceof Error && 'type' in error ? error.type : undefined);
    if (outcome !== undefined) return outcome;
    throw error;
  } finally {
    await admin.disconnect();
  }
}

function entriesOf({ principal, resource, name, pattern, operations }: PlannedAcl): AclEntry[] {
  const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = load(
    'kafkajs',
  ) as typeof import('kafkajs');
  const types = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP };
  const patterns = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED };
  const rights = {
    read: AclOperationTypes.READ,
    write: AclOperationTypes.WRITE,
    describe: AclOperationTypes.DESCRIBE,
  };
  return operations.map((operation) => ({
    principal,
    host: '*',
    resourceType: types[resource],
    resourceName: name,
    resourcePatternType: patterns[pattern],
    operation: rights[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));
}
