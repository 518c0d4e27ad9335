import { defineService } from '@mesh/bootstrap';
import { jobsMigration } from '@mesh/jobs';
import { messagingMigrations } from '@mesh/messaging';
import { gatewayMigrations } from '../migrations';
import { GatewayModule } from './gateway.module';

export const gateway = defineService({
  name: 'gateway',
  module: GatewayModule,
  migrations: [...messagingMigrations('gateway'), jobsMigration('gateway'), ...gatewayMigrations],
});
