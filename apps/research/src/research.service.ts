import { defineService } from '@mesh/bootstrap';
import { jobsMigration } from '@mesh/jobs';
import { stateMigration } from '@mesh/memory';
import { messagingMigrations } from '@mesh/messaging';
import { CreateDocuments1760000000001 } from '../migrations/1760000000001-create-documents';
import { CreateToolRegistry1795255200001 } from '../migrations/1795255200001-create-tool-registry';
import { ReviewResolutions1795256100001 } from '../migrations/1795256100001-review-resolutions';
import { QuarantinePassages1795256100002 } from '../migrations/1795256100002-quarantine-passages';
import { ResearchModule } from './research.module';

export const research = defineService({
  name: 'research',
  module: ResearchModule,
  migrations: [
    ...messagingMigrations('research'),
    CreateDocuments1760000000001,
    jobsMigration('research'),
    stateMigration('research'),
    CreateToolRegistry1795255200001,
    ReviewResolutions1795256100001,
    QuarantinePassages1795256100002,
  ],
});
