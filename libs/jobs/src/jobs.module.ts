import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type ConfigOf, provideConfig } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { JobMetrics } from './job-metrics';
import { JobQueue } from './job-queue.port';
import { JobsConfig } from './jobs.config';
import { PgJobQueue } from './pg-job-queue';
import { PgJobTable } from './pg-job-table';

/** Starts the queue when everything is wired, and stops it before the database goes. */
@Injectable()
class RunJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(JobQueue) private readonly queue: JobQueue) {}

  onApplicationBootstrap(): void {
    this.queue.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.stop();
  }
}

/** The job queue of one service. Its schema needs `jobsMigration(schema)`. */
@Global()
@Module({})
export class JobsModule {
  static forService(schema: string): DynamicModule {
    const queue = {
      provide: JobQueue,
      inject: [WorkerDatabase, Logger, Metrics, JobsConfig.token],
      useFactory: (database: WorkerDatabase, logger: Logger, metrics: Metrics, config: ConfigOf<typeof JobsConfig>) =>
        new PgJobQueue(database, new PgJobTable(schema), { logger, metrics: new JobMetrics(metrics) }, config),
    };
    return { module: JobsModule, providers: [provideConfig(JobsConfig), queue, RunJobs], exports: [JobQueue] };
  }
}
