import { type ExecutionContext, type FactoryProvider, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerStorage, ThrottlerStorageService, getOptionsToken, minutes } from '@nestjs/throttler';
import { type ConfigOf, MeshConfig, RedisConfig, provideConfig, usesRedis } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import type { Request } from 'express';
import { Callers } from './callers';
import { DegradingThrottlerStorage } from './degrading-throttler-storage';
import { openRedisThrottlerStorage } from './redis-throttler-storage';
import { ThrottleGuard } from './throttle.guard';
import { ThrottlingConfig } from './throttling.config';

const storage: FactoryProvider<ThrottlerStorage> = {
  provide: ThrottlerStorage,
  inject: [MeshConfig.token, RedisConfig.token, Logger, Metrics],
  useFactory: async (
    mesh: ConfigOf<typeof MeshConfig>,
    redis: ConfigOf<typeof RedisConfig>,
    logger: Logger,
    metrics: Metrics,
  ) => {
    const own = new ThrottlerStorageService();
    if (!usesRedis(mesh, redis)) return own;
    return new DegradingThrottlerStorage(await openRedisThrottlerStorage(redis, logger), own, { logger, metrics });
  },
};

const options: FactoryProvider = {
  provide: getOptionsToken(),
  inject: [Callers],
  useFactory: (callers: Callers) => ({
    throttlers: [{ ttl: minutes(1), limit: async (context: ExecutionContext) => limitOf(callers, context) }],
  }),
};

async function limitOf(callers: Callers, context: ExecutionContext): Promise<number> {
  const { limit } = await callers.of(context.switchToHttp().getRequest<Request>());
  return limit ?? Number.MAX_SAFE_INTEGER;
}

/** How much each caller may ask. Import it before the module that asks for credentials: guards run in that order. */
@Module({
  providers: [
    provideConfig(MeshConfig),
    provideConfig(RedisConfig),
    provideConfig(ThrottlingConfig),
    Callers,
    options,
    storage,
    { provide: APP_GUARD, useClass: ThrottleGuard },
  ],
  exports: [ThrottlingConfig.token],
})
export class ThrottlingModule {}
