import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type ConfigOf, ConfigSource, provideConfig } from '@mesh/config';
import { Metrics } from '@mesh/observability';
import { ApiDatabase, WorkerDatabase } from './database';
import { PersistenceConfig, apiLimits, workerLimits } from './persistence.config';
import { PoolMetrics } from './pool-metrics';

/** Closes the pools last: framework hooks of this kind run after the message work was drained. */
@Injectable()
class CloseDatabases implements OnApplicationShutdown {
  constructor(
    @Inject(ApiDatabase) private readonly api: ApiDatabase,
    @Inject(WorkerDatabase) private readonly worker: WorkerDatabase,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.api.close(), this.worker.close()]);
  }
}

/** The two run-time roles of a service as injectable databases. */
@Global()
@Module({})
export class PersistenceModule {
  static forService(service: string): DynamicModule {
    type Config = ConfigOf<typeof PersistenceConfig>;
    return {
      module: PersistenceModule,
      providers: [
        provideConfig(PersistenceConfig),
        {
          provide: ApiDatabase,
          inject: [PersistenceConfig.token, Metrics, ConfigSource],
          useFactory: (config: Config, metrics: Metrics, source: ConfigSource) =>
            ApiDatabase.open(config.DATABASE_API_URL, config.DATABASE_MAX_CONNECTIONS, `mesh-${service}`, {
              limits: apiLimits(config),
              observer: new PoolMetrics(metrics, 'api'),
              live: source.live(PersistenceConfig, 'DATABASE_API_URL'),
            }),
        },
        {
          provide: WorkerDatabase,
          inject: [PersistenceConfig.token, Metrics, ConfigSource],
          useFactory: (config: Config, metrics: Metrics, source: ConfigSource) =>
            WorkerDatabase.open(config.DATABASE_WORKER_URL, config.DATABASE_MAX_CONNECTIONS, `mesh-${service}`, {
              limits: workerLimits(config),
              observer: new PoolMetrics(metrics, 'worker'),
              live: source.live(PersistenceConfig, 'DATABASE_WORKER_URL'),
            }),
        },
        CloseDatabases,
      ],
      exports: [ApiDatabase, WorkerDatabase],
    };
  }
}
