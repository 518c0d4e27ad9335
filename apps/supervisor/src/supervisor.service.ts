import { defineService } from '@mesh/bootstrap';
import { messagingMigrations } from '@mesh/messaging';
import { CreateWorkflows1760000000001 } from '../migrations/1760000000001-create-workflows';
import { SnapshotRetention1770000000001 } from '../migrations/1770000000001-snapshot-retention';
import { TicketOwner1795255200001 } from '../migrations/1795255200001-ticket-owner';
import { SupervisorModule } from './supervisor.module';

export const supervisor = defineService({
  name: 'supervisor',
  module: SupervisorModule,
  migrations: [
    ...messagingMigrations('supervisor'),
    CreateWorkflows1760000000001,
    SnapshotRetention1770000000001,
    TicketOwner1795255200001,
  ],
});
