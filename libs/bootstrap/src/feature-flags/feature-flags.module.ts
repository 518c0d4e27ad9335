import { provideConfig } from '@mesh/config';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { FeatureFlags } from './feature-flags';
import { FeatureFlagsConfig } from './feature-flags.config';
import { FlagSource } from './flag-source.port';
import { InternalFlagSource } from './internal-flag-source';

/** Switches for a service. One object per source, so that all importers share it. */
@Module({})
export class FeatureFlagsModule {
  static from(source: Type<FlagSource>): DynamicModule {
    return {
      module: FeatureFlagsModule,
      providers: [provideConfig(FeatureFlagsConfig), { provide: FlagSource, useClass: source }, FeatureFlags],
      exports: [FeatureFlagsConfig.token, FlagSource, FeatureFlags],
    };
  }

  /** For services other than the gateway. */
  static forService(): DynamicModule {
    return FeatureFlagsModule.from(InternalFlagSource);
  }
}
