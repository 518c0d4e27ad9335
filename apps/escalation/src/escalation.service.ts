import { defineService } from '@mesh/bootstrap';
import { messagingMigrations } from '@mesh/messaging';
import { CreateQueuesAndClocks1760000000001 } from '../migrations/1760000000001-create-queues-and-clocks';
import { EscalationModule } from './escalation.module';

export const escalation = defineService({
  name: 'escalation',
  module: EscalationModule,
  migrations: [...messagingMigrations('escalation'), CreateQueuesAndClocks1760000000001],
});
