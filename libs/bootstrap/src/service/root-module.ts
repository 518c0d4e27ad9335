import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, type ConfigSource } from '@mesh/config';
import { type Logger, type Metrics, ObservabilityModule } from '@mesh/observability';
import { PersistenceModule } from '@mesh/persistence';
import { BootstrapModule } from './bootstrap.module';
import type { ServiceDefinition } from './service-definition';
import type { ServiceIdentity } from './service-identity';
import type { ServiceRegistry } from './service-registry';

export interface RootParts {
  readonly source: ConfigSource;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly identity: ServiceIdentity;
  readonly registry: ServiceRegistry;
}

/** A service's own module, with the platform around it. */
@Module({})
export class RootModule {
  static of(service: ServiceDefinition, parts: RootParts): DynamicModule {
    return {
      module: RootModule,
      imports: [
        ConfigModule.forRoot(parts.source),
        ObservabilityModule.forService(parts.logger, parts.metrics),
        PersistenceModule.forService(service.name),
        BootstrapModule.forService(parts.identity, parts.registry),
        service.module,
      ],
    };
  }
}
