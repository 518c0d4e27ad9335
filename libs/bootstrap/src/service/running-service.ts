import { MeshConfig, type ConfigOf } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import type { Metrics } from '@mesh/observability';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Readiness } from '../health/readiness';
import { HttpListeners, type Listening } from '../http/http-listeners';
import type { HttpSurface } from '../http/http-surface.port';
import { ServiceIdentity } from './service-identity';
import type { RegisteredService, ServiceHandler, ServiceRegistry } from './service-registry';

type Mesh = ConfigOf<typeof MeshConfig>;

/** A service whose messages flow; it has no open port until `listen`. */
export class RunningService implements RegisteredService {
  private stopping: Promise<void> | undefined;

  constructor(
    readonly app: NestExpressApplication,
    readonly metrics: Metrics,
    private readonly registry: ServiceRegistry,
    private readonly surface: HttpSurface | undefined,
  ) {
    registry.add(this);
  }

  get name(): ServiceName {
    return this.identity.name;
  }

  /** Answers a request as the listeners do; unmarked requests count as public. */
  get handler(): ServiceHandler {
    return this.app.getHttpAdapter().getInstance() as ServiceHandler;
  }

  unhealthy(): Promise<readonly string[]> {
    return this.app.get(Readiness, { strict: false }).unhealthy();
  }

  /** Opens the management port and, for a service with a public side, the API port. */
  async listen(): Promise<readonly Listening[]> {
    const config = this.app.get<Mesh>(MeshConfig.token, { strict: false });
    const listeners = this.app.get(HttpListeners, { strict: false });
    const management = { surface: 'management', host: config.MANAGEMENT_HOST, port: config.MANAGEMENT_PORT } as const;
    const opened = [await listeners.open(this.handler, management)];
    if (this.surface !== undefined) {
      opened.push(await listeners.open(this.handler, { surface: 'api', ...this.surface.listener }));
    }
    return opened;
  }

  /** Readiness off, ports closed to new work, messages drained, requests finished, pools closed. Only once. */
  stop(): Promise<void> {
    this.stopping ??= this.drain();
    return this.stopping;
  }

  private async drain(): Promise<void> {
    this.identity.markDraining();
    this.registry.remove(this);
    await this.app.close();
  }

  private get identity(): ServiceIdentity {
    return this.app.get(ServiceIdentity, { strict: false });
  }
}
