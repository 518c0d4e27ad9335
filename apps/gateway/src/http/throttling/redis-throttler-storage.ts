import { type ConfigOf, type RedisConfig, dropSocketTimer, readyWithin, redisRequestOptions } from '@mesh/config';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { SharedThrottlerStorage } from './degrading-throttler-storage';

/** Counts in Redis, on a connection of its own; an absent Redis is an error at once. Loads the libraries only here. */
export async function openRedisThrottlerStorage(
  config: ConfigOf<typeof RedisConfig>,
  logger: Logger,
): Promise<SharedThrottlerStorage> {
  const [{ Redis }, { ThrottlerStorageRedisService }] = await Promise.all([
    import('ioredis'),
    import('@nest-lab/throttler-storage-redis'),
  ]);
  const options = redisRequestOptions(config.REDIS_COMMAND_TIMEOUT_MS);
  const redis = new Redis(config.REDIS_URL ?? '', {
    ...options,
    connectionName: 'mesh-throttling',
    keyPrefix: `${config.REDIS_KEY_PREFIX}:throttle:`,
  });
  dropSocketTimer(redis);
  redis.on('error', (error) => logger.debug('throttling.redis', { reason: reasonOf(error) }));
  await readyWithin(redis, options.connectTimeout);
  const counts = new ThrottlerStorageRedisService(redis);
  return { increment: (...request) => counts.increment(...request), close: () => redis.disconnect() };
}
