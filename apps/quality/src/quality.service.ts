import { defineService } from '@mesh/bootstrap';
import { messagingMigrations } from '@mesh/messaging';
import { QualityModule } from './quality.module';

export const quality = defineService({
  name: 'quality',
  module: QualityModule,
  migrations: [...messagingMigrations('quality')],
});
