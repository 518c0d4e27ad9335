import { defineService } from '@mesh/bootstrap';
import { messagingMigrations } from '@mesh/messaging';
import { SolutionModule } from './solution.module';

export const solution = defineService({
  name: 'solution',
  module: SolutionModule,
  migrations: [...messagingMigrations('solution')],
});
