import { MeshConfig, type ConfigOf } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import type { JobStatus } from '@mesh/jobs';
import type { Metrics } from '@mesh/observability';
import { DiscoveryService } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Ailments, Liveness } from '../health/liveness';
import { Readiness } from '../health/readiness';
import type { HttpDoor, Listening } from '../http/http-door';
import { HttpListeners } from '../http/http-listeners';
import type { HttpSurface } from '../http/http-surface.port';
import { jobQueueOf } from '../queue-board/job-queue-of';
import { Shutdown } from '../shutdown/shutdown';
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
    return this.app.get(ServiceIdentity, { strict: false }).name;
  }

  /** Answers a request as the listeners do; unmarked requests count as public. */
  get handler(): ServiceHandler {
    return this.app.getHttpAdapter().getInstance() as ServiceHandler;
  }

  unhealthy(): Promise<readonly string[]> {
    return this.app.get(Readiness, { strict: false }).unhealthy();
  }

  async jobs(): Promise<readonly JobStatus[]> {
    return (await jobQueueOf(this.app.get(DiscoveryService, { strict: false }))?.status()) ?? [];
  }

  ailments(): Ailments {
    return this.app.get(Liveness, { strict: false }).check();
  }

  /**
   * Opens the management port and, for a service with a public side, the API port.
   * @param door the management port, when it is open already
   */
  async listen(door?: HttpDoor): Promise<readonly Listening[]> {
    const config = this.app.get<Mesh>(MeshConfig.token, { strict: false });
    const listeners = this.app.get(HttpListeners, { strict: false });
    const management = { surface: 'management', host: config.MANAGEMENT_HOST, port: config.MANAGEMENT_PORT } as const;
    const opened = [door ? listeners.adopt(door, this.handler) : await listeners.open(this.handler, management)];
    if (this.surface !== undefined) {
      opened.push(await listeners.open(this.handler, { surface: 'api', ...this.surface.listener }));
    }
    return opened;
  }

  /** Readiness off, ports closed to new work, requests finished, messages drained, pools closed. Only once. */
  stop(): Promise<void> {
    this.stopping ??= this.shutdown.run({
      withdraw: () => {
        this.app.get(ServiceIdentity, { strict: false }).markDraining();
        this.registry.remove(this);
      },
      handler: this.handler,
      close: () => this.app.close(),
    });
    return this.stopping;
  }

  /** What a stop waits for. */
  get pending(): string | undefined {
    return this.shutdown.pending;
  }

  private get shutdown(): Shutdown {
    return this.app.get(Shutdown, { strict: false });
  }
}
