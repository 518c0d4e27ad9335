import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceName } from '@mesh/contracts';
import type { JobStatus } from '@mesh/jobs';
import type { Metrics } from '@mesh/observability';
import type { Ailments } from '../health/liveness';

/** Answers one HTTP request. */
export type ServiceHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** What the other services of the same process may see of a service. */
export interface RegisteredService {
  readonly name: ServiceName;
  readonly handler: ServiceHandler;
  readonly metrics: Metrics;
  /** Names of what is not healthy; empty when the service is ready. */
  unhealthy(): Promise<readonly string[]>;
  /** What only a restart can help; empty when the service gets on with its work. */
  ailments(): Ailments;
  /** How its background work is; absent or empty where there is none. */
  jobs?(): Promise<readonly JobStatus[]>;
}

/** The services that run together in one process. */
export class ServiceRegistry {
  private readonly services = new Map<ServiceName, RegisteredService>();

  /** Signs internal calls where no secret is configured; it never leaves the process. */
  readonly secret = randomBytes(32).toString('base64url');

  add(service: RegisteredService): void {
    this.services.set(service.name, service);
  }

  /** A service that drains takes no more calls. */
  remove(service: RegisteredService): void {
    if (this.services.get(service.name) === service) this.services.delete(service.name);
  }

  handlerOf(name: ServiceName): ServiceHandler | undefined {
    return this.services.get(name)?.handler;
  }

  all(): readonly RegisteredService[] {
    return [...this.services.values()];
  }
}

/** The one of this process. */
export const processServices = new ServiceRegistry();
