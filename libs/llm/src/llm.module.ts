import { Module } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import { SystemClock } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import { createLanguageModel } from './create-language-model';
import { LanguageModel } from './language-model.port';
import { LlmConfig, type LlmSettings } from './llm.config';

/** Remote models for one service: as configured, or none. */
@Module({
  providers: [
    provideConfig(LlmConfig),
    {
      provide: LanguageModel,
      inject: [LlmConfig.token, Metrics, Logger],
      useFactory: (settings: LlmSettings, metrics: Metrics, logger: Logger) =>
        createLanguageModel(settings, new SystemClock(), { metrics, logger }),
    },
  ],
  exports: [LanguageModel],
})
export class LlmModule {}
