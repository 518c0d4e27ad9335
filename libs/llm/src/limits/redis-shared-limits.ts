import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { type ConfigOf, type RedisConfig, dropSocketTimer, readyWithin, redisRequestOptions } from '@mesh/config';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import { limiterOptions } from './limiter-options';
import { LimiterSharedLimits } from './limiter-shared-limits';
import { memoryLimiters } from './memory-shared-limits';

/** Limits that all replicas share through Redis; while it is away each counts for itself, and says so once. Loads ioredis only here. */
export async function openRedisSharedLimits(
  config: ConfigOf<typeof RedisConfig>,
  callsPerMinute: number | undefined,
  logger: Logger,
): Promise<LimiterSharedLimits> {
  const options = redisRequestOptions(config.REDIS_COMMAND_TIMEOUT_MS);
  const { Redis: Connection } = await import('ioredis');
  const redis = new Connection(config.REDIS_URL ?? '', {
    ...options,
    connectionName: 'mesh-llm-limits',
    keyPrefix: `${config.REDIS_KEY_PREFIX}:llm:`,
  });
  dropSocketTimer(redis);
  watch(redis, logger);
  await readyWithin(redis, options.connectTimeout);
  const { spending, calls, rests } = limiterOptions(callsPerMinute);
  const alone = memoryLimiters(callsPerMinute);
  const shared = { storeClient: redis, rejectIfRedisNotReady: true };
  const limiters = {
    spending: new RateLimiterRedis({ ...spending, ...shared, insuranceLimiter: alone.spending }),
    calls: calls && alone.calls && new RateLimiterRedis({ ...calls, ...shared, insuranceLimiter: alone.calls }),
    rests: new RateLimiterRedis({ ...rests, ...shared, insuranceLimiter: alone.rests }),
  };
  return new LimiterSharedLimits(limiters, () => redis.disconnect());
}

function watch(redis: Redis, logger: Logger): void {
  let isLost = false;
  redis.on('error', (error) => {
    if (!isLost) logger.warn('llm_limits_counted_alone', { reason: reasonOf(error) });
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost) logger.info('llm_limits_shared_again');
    isLost = false;
  });
}
