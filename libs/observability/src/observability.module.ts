import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Logger } from './logger';
import { Metrics } from './metrics';

/** One logger and one metrics registry per service. */
@Global()
@Module({})
export class ObservabilityModule {
  static forService(logger: Logger, metrics: Metrics): DynamicModule {
    return {
      module: ObservabilityModule,
      providers: [
        { provide: Logger, useValue: logger },
        { provide: Metrics, useValue: metrics },
      ],
      exports: [Logger, Metrics],
    };
  }
}
