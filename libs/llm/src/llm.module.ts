import { Module } from '@nestjs/common';
import { type ConfigOf, ConfigSource, MeshConfig, RedisConfig, provideConfig, usesRedis } from '@mesh/config';
import { SystemClock } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import { createLanguageModel } from './create-language-model';
import { LanguageModel } from './language-model.port';
import type { ProviderKeys } from './model-address';
import { memorySharedLimits } from './limits/memory-shared-limits';
import { openRedisSharedLimits } from './limits/redis-shared-limits';
import { SharedLimits } from './limits/shared-limits.port';
import { LlmConfig, type LlmSettings, usesRemoteModel } from './llm.config';

/** Shared through Redis where there is one and a remote model to ask; else each process has its own. */
function openLimits(
  settings: LlmSettings,
  mesh: ConfigOf<typeof MeshConfig>,
  redis: ConfigOf<typeof RedisConfig>,
  logger: Logger,
): SharedLimits | Promise<SharedLimits> {
  const { LLM_CALLS_PER_MINUTE: callsPerMinute } = settings;
  if (!usesRemoteModel(settings) || !usesRedis(mesh, redis)) return memorySharedLimits(callsPerMinute);
  return openRedisSharedLimits(redis, callsPerMinute, logger);
}

const liveKeys = (source: ConfigSource): ProviderKeys => ({
  own: () => source.live(LlmConfig, 'OPENAI_API_KEY').value(),
  fallback: () => source.live(LlmConfig, 'LLM_FALLBACK_API_KEY').value(),
});

/** Remote models for one service: as configured, or none. */
@Module({
  providers: [
    provideConfig(LlmConfig),
    provideConfig(MeshConfig),
    provideConfig(RedisConfig),
    {
      provide: SharedLimits,
      inject: [LlmConfig.token, MeshConfig.token, RedisConfig.token, Logger],
      useFactory: openLimits,
    },
    {
      provide: LanguageModel,
      inject: [ConfigSource, Metrics, Logger, SharedLimits],
      useFactory: (source: ConfigSource, metrics: Metrics, logger: Logger, limits: SharedLimits) =>
        createLanguageModel(source.read(LlmConfig), new SystemClock(), {
          metrics,
          logger,
          limits,
          keys: liveKeys(source),
        }),
    },
  ],
  exports: [LanguageModel],
})
export class LlmModule {}
