import { defineService } from '@mesh/bootstrap';
import { messagingMigrations } from '@mesh/messaging';
import { CreateClassifiers1760000000001 } from '../migrations/1760000000001-create-classifiers';
import { TriageModule } from './triage.module';

export const triage = defineService({
  name: 'triage',
  module: TriageModule,
  migrations: [...messagingMigrations('triage'), CreateClassifiers1760000000001],
});
