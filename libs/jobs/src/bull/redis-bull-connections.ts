import {
  type RedisConnectionOptions,
  dropSocketTimer,
  readyWithin,
  redisBackgroundOptions,
  redisRequestOptions,
} from '@mesh/config';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { Redis } from 'ioredis';

/** A connection that Bull uses. */
export type BullClient = Redis;

export interface BullRedis {
  readonly url: string;
  readonly keyPrefix: string;
  readonly commandTimeoutMs: number;
}

/** Longer than the longest blocking wait for a job, which answers at its end. */
const SILENCE_MS = 10_000;

/** Connections of the job queue: each with a listener for faults, which otherwise would end the process. */
export class BullConnections {
  constructor(
    private readonly redis: BullRedis,
    private readonly logger: Logger,
  ) {}

  /** For ordering jobs and looking at them: an absent Redis is an error at once. */
  async forRequests(): Promise<Redis> {
    const options = redisRequestOptions(this.redis.commandTimeoutMs);
    const connection = await this.open('mesh-jobs', options);
    await readyWithin(connection, options.connectTimeout);
    return connection;
  }

  /** For working on jobs: waits until Redis is back. Bull guards what is sent twice with the job's lock. */
  forWork(role: string): Promise<Redis> {
    return this.open(`mesh-jobs-${role}`, redisBackgroundOptions(SILENCE_MS));
  }

  /** The library is loaded only when somebody has a Redis. */
  private async open(name: string, options: RedisConnectionOptions): Promise<Redis> {
    const { Redis: Connection } = await import('ioredis');
    const connection = new Connection(this.redis.url, { ...options, connectionName: name });
    dropSocketTimer(connection);
    let lost = false;
    connection.on('error', (error) => {
      if (!lost) this.logger.warn('redis is away', { connection: name, reason: reasonOf(error) });
      lost = true;
    });
    connection.on('ready', () => {
      if (lost) this.logger.info('redis is back', { connection: name });
      lost = false;
    });
    return connection;
  }
}
