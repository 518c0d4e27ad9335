import { RetryableError, reasonOf } from '@mesh/kernel';
import { type RedisConnectionOptions, dropSocketTimer, readyWithin } from '@mesh/config';
import type { Logger } from '@mesh/observability';
import type { Redis } from 'ioredis';

/** A connection of the session tier: connects by itself, says once that it is lost, and turns its faults into codes. */
export class RedisLink {
  private lost = false;

  private constructor(
    private readonly redis: Redis,
    private readonly name: string,
    private readonly logger: Logger,
  ) {
    redis.on('error', (error) => this.noteLoss(error));
    redis.on('ready', () => this.noteReturn());
  }

  /** Returns connected, or, when Redis is away, after a moment all the same. Loads the library only here. */
  static async open(url: string, options: RedisConnectionOptions, name: string, logger: Logger): Promise<RedisLink> {
    const { Redis: Connection } = await import('ioredis');
    const connection = new Connection(url, { ...options, connectionName: name });
    dropSocketTimer(connection);
    const link = new RedisLink(connection, name, logger);
    await readyWithin(connection, options.connectTimeout);
    return link;
  }

  /** @throws RetryableError SESSION_UNAVAILABLE */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    try {
      return await question(this.redis);
    } catch (cause) {
      throw new RetryableError('SESSION_UNAVAILABLE', 'the session store cannot be reached', {}, undefined, { cause });
    }
  }

  /** Runs a script as a whole. */
  run<T>(script: string, keys: readonly string[], args: readonly (string | number)[] = []): Promise<T> {
    return this.ask((redis) => redis.eval(script, keys.length, ...keys, ...args) as Promise<T>);
  }

  get isReady(): boolean {
    return this.redis.status === 'ready';
  }

  onReady(listener: () => void): void {
    this.redis.on('ready', listener);
  }

  onLoss(listener: () => void): void {
    this.redis.on('close', listener);
  }

  onMessage(listener: (channel: string, message: string) => void): void {
    this.redis.on('message', listener);
  }

  /** Gives the connection up and makes a new one. */
  reconnect(): void {
    this.redis.disconnect(true);
  }

  close(): void {
    this.redis.disconnect();
  }

  private noteLoss(error: unknown): void {
    if (!this.lost) this.logger.warn('redis is away', { connection: this.name, reason: reasonOf(error) });
    this.lost = true;
  }

  private noteReturn(): void {
    if (this.lost) this.logger.info('redis is back', { connection: this.name });
    this.lost = false;
  }
}
