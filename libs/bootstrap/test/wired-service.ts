import { Module } from '@nestjs/common';
import { JobsModule, jobsMigration } from '@mesh/jobs';
import { defineService } from '../src/service/service-definition';
import { WorkingModule, workingMigrations } from './working-service';

@Module({ imports: [WorkingModule, JobsModule.forService('research')] })
class WiredModule {}

/** The working service with jobs besides: it needs Postgres, Kafka and Redis. */
export const wiredService = defineService({
  name: 'research',
  module: WiredModule,
  migrations: [...workingMigrations, jobsMigration('research')],
});
