import { defineService } from '@mesh/bootstrap';
import { messagingMigration } from '@mesh/messaging';
import { QualityModule } from './quality.module';

export const quality = defineService({
  name: 'quality',
  module: QualityModule,
  migrations: [messagingMigration('quality')],
});
