import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { type ConfigOf, MeshConfig, provideConfig } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { DeadLettersController } from '../dead-letters/dead-letters.controller';
import { ExternalServicesController } from '../external-services/external-services.controller';
import { DatabaseHealth } from '../health/database-health';
import { HealthController } from '../health/health.controller';
import { Liveness } from '../health/liveness';
import { MessagingHealth } from '../health/messaging-health';
import { Readiness } from '../health/readiness';
import { SchemaHealth } from '../health/schema-health';
import { HttpListeners } from '../http/http-listeners';
import { CallerCorrelationInterceptor } from '../internal/caller-correlation.interceptor';
import { HttpInternalApi } from '../internal/http-internal-api';
import { InProcessInternalApi } from '../internal/in-process-internal-api';
import { InternalApi } from '../internal/internal-api.port';
import { InternalTokens } from '../internal/internal-tokens';
import { InternalConfig } from '../internal/internal.config';
import { InternalGuard, InternalPathsGuard } from '../internal/internal.guard';
import { OutboxController } from '../outbox/outbox.controller';
import { ProblemFilter } from '../problems/problem.filter';
import { ValidationPipe } from '../problems/validation.pipe';
import { QueueBoard } from '../queue-board/queue-board';
import { QueueBoardConfig } from '../queue-board/queue-board.config';
import { QueueBoardController } from '../queue-board/queue-board.controller';
import { Shutdown } from '../shutdown/shutdown';
import { ServiceIdentity } from './service-identity';
import { ServiceRegistry } from './service-registry';
import { ShutdownConfig } from './shutdown.config';

type Mesh = ConfigOf<typeof MeshConfig>;
type Addresses = ConfigOf<typeof InternalConfig>;

const internalCalls = [
  {
    provide: InternalTokens,
    inject: [MeshConfig.token, ServiceRegistry],
    useFactory: (config: Mesh, registry: ServiceRegistry) =>
      new InternalTokens(config.INTERNAL_TOKEN_SECRET ?? registry.secret),
  },
  {
    provide: InternalApi,
    inject: [MeshConfig.token, InternalConfig.token, ServiceRegistry, InternalTokens, Logger],
    useFactory: (
      config: Mesh,
      addresses: Addresses,
      registry: ServiceRegistry,
      tokens: InternalTokens,
      logger: Logger,
    ) =>
      config.MESH_PROFILE === 'embedded'
        ? new InProcessInternalApi(registry, tokens, logger)
        : new HttpInternalApi(addresses, tokens, logger),
  },
];

/** What every service has around its own module: problems, validation, internal calls, health and metrics. */
@Global()
@Module({})
export class BootstrapModule {
  static forService(identity: ServiceIdentity, registry: ServiceRegistry): DynamicModule {
    return {
      module: BootstrapModule,
      imports: [DiscoveryModule, TerminusModule.forRoot({ logger: false })],
      controllers: [
        HealthController,
        DeadLettersController,
        OutboxController,
        QueueBoardController,
        ExternalServicesController,
      ],
      providers: [
        provideConfig(MeshConfig),
        provideConfig(InternalConfig),
        provideConfig(QueueBoardConfig),
        provideConfig(ShutdownConfig),
        { provide: ServiceIdentity, useValue: identity },
        { provide: ServiceRegistry, useValue: registry },
        ...internalCalls,
        DatabaseHealth,
        MessagingHealth,
        SchemaHealth,
        Readiness,
        Liveness,
        QueueBoard,
        HttpListeners,
        Shutdown,
        InternalGuard,
        { provide: APP_GUARD, useClass: InternalPathsGuard },
        { provide: APP_INTERCEPTOR, useClass: CallerCorrelationInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
      ],
      exports: [
        MeshConfig.token,
        ServiceIdentity,
        ServiceRegistry,
        InternalTokens,
        InternalApi,
        InternalGuard,
        HttpListeners,
      ],
    };
  }
}
