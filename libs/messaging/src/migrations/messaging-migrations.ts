import type { MigrationClass } from '@mesh/persistence';
import { fairClaimMigration } from './fair-claim-migration';
import { messageOriginsMigration } from './message-origins-migration';
import { messagingMigration } from './messaging-migration';

/** What messaging needs in the schema of a service; comes first in its list. */
export const messagingMigrations = (schema: string): MigrationClass[] => [
  messagingMigration(schema),
  messageOriginsMigration(schema),
  fairClaimMigration(schema),
];
