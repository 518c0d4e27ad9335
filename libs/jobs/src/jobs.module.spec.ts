import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, ConfigSource } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { BullJobQueue } from './bull-job-queue';
import { JobQueue } from './job-queue.port';
import { JobsModule } from './jobs.module';
import { PgJobQueue } from './pg-job-queue';

@Global()
@Module({
  providers: [
    { provide: Logger, useValue: Logger.silent() },
    { provide: Metrics, useFactory: () => new Metrics('test', { withProcess: false }) },
    { provide: WorkerDatabase, useValue: {} },
  ],
  exports: [Logger, Metrics, WorkerDatabase],
})
class Surroundings {}

const queueOf = async (environment: Record<string, string>): Promise<JobQueue> => {
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(new ConfigSource(environment)), Surroundings, JobsModule.forService('research')],
  }).compile();
  return module.get(JobQueue, { strict: false });
};

describe('the job queue of a service', () => {
  const redis = { REDIS_URL: 'redis://127.0.0.1:1' };

  it.each([
    ['in the embedded profile', {}, PgJobQueue],
    ['in the embedded profile, whatever Redis there is', redis, PgJobQueue],
    ['in the distributed profile without Redis', { MESH_PROFILE: 'distributed' }, PgJobQueue],
    ['in the distributed profile with Redis', { MESH_PROFILE: 'distributed', ...redis }, BullJobQueue],
  ])('%s', async (_where, environment, kind) => expect(await queueOf(environment)).toBeInstanceOf(kind));
});
