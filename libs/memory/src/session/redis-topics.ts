import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import { LocalTopics } from './local-topics';
import type { RedisLink } from './redis-link';
import type { Hearing, Unsubscribe } from './session-store.port';

type Listener = (message: string) => void;

const HEARTBEAT_MS = 2_000;

/** Listening across processes, on a connection that does nothing else. Who listened before a loss listens after it. */
export class RedisTopics {
  private readonly local = new LocalTopics();
  /** How many listen, per channel. */
  private readonly listening = new Map<string, number>();
  private readonly heartbeat: NodeJS.Timeout;
  private up: boolean;
  private interruptions = 0;

  constructor(
    private readonly link: RedisLink,
    private readonly logger: Logger,
  ) {
    this.up = link.isReady;
    link.onMessage((channel, message) => this.local.publish(channel, message));
    link.onReady(() => void this.listenAgain());
    link.onLoss(() => this.interrupt());
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS).unref();
  }

  async subscribe(channel: string, listener: Listener): Promise<Unsubscribe> {
    const removeLocal = this.local.subscribe(channel, listener);
    this.listening.set(channel, (this.listening.get(channel) ?? 0) + 1);
    try {
      await this.link.ask((redis) => redis.subscribe(channel));
    } catch (error) {
      this.leave(channel);
      removeLocal();
      throw error;
    }
    let left: Promise<void> | undefined;
    return () => (left ??= this.unsubscribe(channel, removeLocal));
  }

  hearing(): Hearing {
    return { up: this.up, interruptions: this.interruptions };
  }

  close(): void {
    clearInterval(this.heartbeat);
    this.link.close();
  }

  /** What was published before this call is still heard: the answer comes behind it on the same connection. */
  private async unsubscribe(channel: string, removeLocal: () => void): Promise<void> {
    const last = this.leave(channel);
    try {
      await this.link.ask<unknown>((redis) => (last ? redis.unsubscribe(channel) : redis.ping()));
    } catch (error) {
      // Away: nothing arrives, and `listenAgain` asks only for what is wanted.
      this.logger.info('unsubscribed without redis', { code: codeOf(error) });
    } finally {
      removeLocal();
    }
  }

  private leave(channel: string): boolean {
    const left = (this.listening.get(channel) ?? 1) - 1;
    if (left > 0) this.listening.set(channel, left);
    else this.listening.delete(channel);
    return left <= 0;
  }

  private async listenAgain(): Promise<void> {
    const channels = [...this.listening.keys()];
    try {
      if (channels.length > 0) await this.link.ask((redis) => redis.subscribe(...channels));
      this.up = true;
    } catch (error) {
      this.logger.warn('topics not restored', { reason: reasonOf(error) });
      this.link.reconnect();
    }
  }

  /** A silent connection may be a dead one: a question without an answer ends it, and it is made anew. */
  private async beat(): Promise<void> {
    try {
      await this.link.ask((redis) => redis.ping());
      if (!this.up) await this.listenAgain();
    } catch (error) {
      if (this.up) this.logger.info('no heartbeat from redis', { code: codeOf(error) });
      this.interrupt();
    }
  }

  private interrupt(): void {
    if (this.up) this.interruptions += 1;
    this.up = false;
  }
}
