import { Injectable } from '@nestjs/common';

/** Says in this process that there is something to deliver. A bell that is not heard only delays. */
export abstract class Bell {
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

/** Rung when facts are to be told. */
@Injectable()
export class WebhookBell extends Bell {}

/** Rung when a reply is to be delivered. */
@Injectable()
export class ReplyBell extends Bell {}
