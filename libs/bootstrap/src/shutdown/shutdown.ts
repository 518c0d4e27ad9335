import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ConfigOf } from '@mesh/config';
import { MessagingRuntime } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { HttpListeners } from '../http/http-listeners';
import { jobQueueOf } from '../queue-board/job-queue-of';
import { ShutdownConfig } from '../service/shutdown.config';
import type { ServiceHandler } from '../service/service-registry';
import { hasEventStreams } from './event-streams';
import { Steps } from './steps';

/** What only the owner of the application can do. */
export interface ShutdownEnds {
  /** The service no longer counts as ready and is no longer found by the others of its process. */
  readonly withdraw: () => void;
  readonly handler: ServiceHandler;
  /** Closes the application: what is left, and the pools as the very last. */
  readonly close: () => Promise<void>;
}

/**
 * The one order in which a service comes to rest. Whatever takes work in ends before what does the work, and that before
 * what the work needs. No other place closes anything that is still in use.
 */
@Injectable()
export class Shutdown {
  private readonly steps: Steps;

  constructor(
    @Inject(HttpListeners) private readonly listeners: HttpListeners,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(ShutdownConfig.token) private readonly config: ConfigOf<typeof ShutdownConfig>,
    @Inject(Logger) logger: Logger,
  ) {
    this.steps = new Steps(logger);
  }

  /** What is being waited for; undefined before and after. */
  get pending(): string | undefined {
    return this.steps.pending;
  }

  run({ withdraw, handler, close }: ShutdownEnds): Promise<void> {
    const { listeners } = this;
    return this.steps.take([
      ['readiness', withdraw],
      ['delay', () => this.delay()],
      ['streams', () => this.sendReadersAway()],
      ['requests', () => listeners.drain(handler)],
      ['messages', () => this.stopMessages()],
      ['jobs', () => jobQueueOf(this.discovery)?.stop()],
      ['management', () => listeners.close()],
      ['pools', close],
    ]);
  }

  /** Connections that are used meanwhile move on; those that never are will be cut. */
  private async delay(): Promise<void> {
    this.listeners.sendAway();
    const { SHUTDOWN_DELAY_MS: ms } = this.config;
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  private sendReadersAway(): void {
    for (const provider of this.providers()) if (hasEventStreams(provider)) provider.endStreams();
  }

  private async stopMessages(): Promise<void> {
    for (const one of this.providers()) if (one instanceof MessagingRuntime) await one.stop();
  }

  private providers(): unknown[] {
    return [...new Set(this.discovery.getProviders().map((wrapper): unknown => wrapper.instance))];
  }
}
