import { defineService } from '@mesh/bootstrap';
import { messagingMigration } from '@mesh/messaging';
import { SolutionModule } from './solution.module';

export const solution = defineService({
  name: 'solution',
  module: SolutionModule,
  migrations: [messagingMigration('solution')],
});
