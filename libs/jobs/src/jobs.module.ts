import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type ConfigOf, MeshConfig, RedisConfig, provideConfig, usesRedis } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { BullJobQueue } from './bull-job-queue';
import { JobMetrics } from './job-metrics';
import { JobQueue } from './job-queue.port';
import { JobsConfig } from './jobs.config';
import { type JobObservers, PgJobQueue } from './pg-job-queue';
import { PgJobTable } from './pg-job-table';

const OBSERVERS = Symbol('job observers');

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

type Redis = ConfigOf<typeof RedisConfig>;
type Jobs = ConfigOf<typeof JobsConfig>;

const bullQueue = (service: string, redis: Redis, observers: JobObservers, config: Jobs): BullJobQueue =>
  new BullJobQueue(
    {
      service,
      url: redis.REDIS_JOBS_URL ?? redis.REDIS_URL ?? '',
      keyPrefix: redis.REDIS_KEY_PREFIX,
      commandTimeoutMs: redis.REDIS_COMMAND_TIMEOUT_MS,
      startupGraceMs: redis.REDIS_STARTUP_GRACE_MS,
    },
    observers,
    config,
  );

/**
 * The job queue of one service: Bull in the distributed profile with a Redis, else a table of the service's schema,
 * which needs `jobsMigration(schema)`.
 */
@Global()
@Module({})
export class JobsModule {
  static forService(schema: string): DynamicModule {
    const observers = {
      provide: OBSERVERS,
      inject: [Logger, Metrics],
      useFactory: (logger: Logger, metrics: Metrics): JobObservers => ({ logger, metrics: new JobMetrics(metrics) }),
    };
    const queue = {
      provide: JobQueue,
      inject: [WorkerDatabase, OBSERVERS, MeshConfig.token, RedisConfig.token, JobsConfig.token],
      useFactory: (
        database: WorkerDatabase,
        seen: JobObservers,
        mesh: ConfigOf<typeof MeshConfig>,
        redis: Redis,
        config: Jobs,
      ): JobQueue =>
        usesRedis(mesh, redis)
          ? bullQueue(schema, redis, seen, config)
          : new PgJobQueue(database, new PgJobTable(schema), seen, config),
    };
    const configuration = [MeshConfig, RedisConfig, JobsConfig].map(provideConfig);
    return { module: JobsModule, providers: [...configuration, observers, queue, RunJobs], exports: [JobQueue] };
  }
}
