import {
  type Listening,
  type RunningService,
  type ServiceDefinition,
  ServiceRegistry,
  createService,
} from '@mesh/bootstrap';
import type { ConfigSource } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';

export interface MeshParts {
  readonly services: readonly ServiceDefinition[];
  readonly source: ConfigSource;
  readonly loggerOf: (service: ServiceName) => Logger;
}

/** All services in one process; only the gateway has ports. */
export class Mesh {
  private constructor(private readonly running: readonly RunningService[]) {}

  /** Starts all services at once. When one fails, those that have started are stopped again. */
  static async start({ services, source, loggerOf }: MeshParts): Promise<Mesh> {
    const registry = new ServiceRegistry();
    const starting = services.map((service) =>
      createService(service, {
        source,
        registry,
        logger: loggerOf(service.name),
        processMetrics: service.name === 'gateway',
      }),
    );
    const results = await Promise.allSettled(starting);
    const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) {
      await Promise.all(running.map((service) => service.stop()));
      throw failed.reason;
    }
    return new Mesh(running);
  }

  get gateway(): RunningService {
    const gateway = this.running.find(({ name }) => name === 'gateway');
    if (gateway === undefined) throw new TerminalError('GATEWAY_MISSING', 'the mesh was started without a gateway');
    return gateway;
  }

  listen(): Promise<readonly Listening[]> {
    return this.gateway.listen();
  }

  /** What a stop waits for, by service. */
  get pending(): string | undefined {
    const waiting = this.running.flatMap(({ name, pending }) => (pending === undefined ? [] : [`${name}: ${pending}`]));
    return waiting.length === 0 ? undefined : waiting.join(', ');
  }

  /** The door is closed first, so that what was let in still finds the others. */
  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all(this.running.map((service) => service.stop()));
  }
}
