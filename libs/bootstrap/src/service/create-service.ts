import { NestFactory, DiscoveryService } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigSource, MeshConfig } from '@mesh/config';
import { Logger, type Metrics, NestLogger } from '@mesh/observability';
import { processEventLoop } from '../health/event-loop-monitor';
import { dressApplication } from '../http/dress-application';
import { HttpSurface } from '../http/http-surface.port';
import { loggerFor } from './logger-for';
import { metricsOf } from './metrics-of';
import { RootModule } from './root-module';
import { RunningService } from './running-service';
import type { ServiceDefinition } from './service-definition';
import { ServiceIdentity } from './service-identity';
import { ServiceRegistry, processServices } from './service-registry';

export interface ServiceOverrides {
  /** Default: the process environment. */
  readonly source?: ConfigSource;
  /** Default: stdout, by LOG_LEVEL and LOG_FORMAT. */
  readonly logger?: Logger;
  /** Also measure the process itself (memory, event loop); one service per process does. */
  readonly processMetrics?: boolean;
  /** Default: made as `processMetrics` says. */
  readonly metrics?: Metrics;
  /** Services that can be called in process. Default: the one registry of the process. */
  readonly registry?: ServiceRegistry;
  /** Makes the application from the complete root module, for tests that replace providers. Must not parse bodies. */
  readonly build?: (root: DynamicModule) => Promise<NestExpressApplication>;
}

/** Starts a service, messages included, without opening a port. @throws ConfigError naming every fault of the area */
export async function createService(
  service: ServiceDefinition,
  overrides: ServiceOverrides = {},
): Promise<RunningService> {
  const source = overrides.source ?? (await ConfigSource.open());
  const logger = overrides.logger ?? loggerFor(service.name, source.read(MeshConfig));
  const metrics = overrides.metrics ?? metricsOf(service.name, overrides.processMetrics ?? false);
  processEventLoop.start();
  const registry = overrides.registry ?? processServices;
  const identity = new ServiceIdentity(service.name, service.migrations);
  const root = RootModule.of(service, { source, logger, metrics, identity, registry });
  const app = await (overrides.build ?? ((module) => buildApplication(module, logger)))(root);
  const surface = surfaceOf(app);
  dressApplication(app, metrics, surface);
  await initialise(app);
  identity.markRunning();
  return new RunningService(app, metrics, registry, surface);
}

const buildApplication = (root: DynamicModule, logger: Logger): Promise<NestExpressApplication> =>
  NestFactory.create<NestExpressApplication>(root, {
    logger: new NestLogger(logger),
    bodyParser: false,
    rawBody: false,
    abortOnError: false,
  });

/** A start that fails half-way must not leave pools or timers behind. */
async function initialise(app: NestExpressApplication): Promise<void> {
  try {
    await app.init();
  } catch (error) {
    await app.close();
    throw error;
  }
}

function surfaceOf(app: NestExpressApplication): HttpSurface | undefined {
  const providers = app.get(DiscoveryService, { strict: false }).getProviders();
  return providers.map((wrapper): unknown => wrapper.instance).find((instance) => instance instanceof HttpSurface);
}
