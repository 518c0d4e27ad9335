import { Injectable } from '@nestjs/common';

/** Says in this process that there is something to deliver. A bell that is not heard only delays. */
@Injectable()
export class WebhookBell {
  private readonly listeners = new Set<() => void>();

  /** Call it after the commit. Never waits and never throws. */
  ring(): void {
    for (const listener of this.listeners) listener();
  }

  /** Returns the way to leave. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
