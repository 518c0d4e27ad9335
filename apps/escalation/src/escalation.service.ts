import { defineService } from '@mesh/bootstrap';
import { messagingMigration } from '@mesh/messaging';
import { CreateQueuesAndClocks1760000000001 } from '../migrations/1760000000001-create-queues-and-clocks';
import { EscalationModule } from './escalation.module';

export const escalation = defineService({
  name: 'escalation',
  module: EscalationModule,
  migrations: [messagingMigration('escalation'), CreateQueuesAndClocks1760000000001],
});
