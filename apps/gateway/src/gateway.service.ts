import { defineService } from '@mesh/bootstrap';
import { messagingMigration } from '@mesh/messaging';
import { gatewayMigrations } from '../migrations';
import { GatewayModule } from './gateway.module';

export const gateway = defineService({
  name: 'gateway',
  module: GatewayModule,
  migrations: [messagingMigration('gateway'), ...gatewayMigrations],
});
