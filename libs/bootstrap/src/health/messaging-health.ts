import { Injectable, Inject } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { RetryableError } from '@mesh/kernel';
import { MessagingRuntime } from '@mesh/messaging';
import type { HealthContributor } from './health-contributor';

/** Messages are received, worked on and sent. */
@Injectable()
export class MessagingHealth implements HealthContributor {
  readonly healthName = 'messaging';

  constructor(@Inject(ModuleRef) private readonly modules: ModuleRef) {}

  checkHealth(): Promise<void> {
    return this.runtime.running
      ? Promise.resolve()
      : Promise.reject(new RetryableError('MESSAGING_STOPPED', 'no messages are worked on'));
  }

  checkAlive(): void {
    const { running, worker } = this.runtime;
    if (running && worker.stuck) throw new RetryableError('WORKER_STUCK', 'messages in hand are never put down');
  }

  private get runtime(): MessagingRuntime {
    return this.modules.get(MessagingRuntime, { strict: false });
  }
}
