import { type DynamicModule, type FactoryProvider, Global, Module } from '@nestjs/common';
import { ConfigSource } from './config-source';
import type { ConfigDefinition } from './define-config';

/** Makes the source of configuration available to `provideConfig`. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(source: ConfigSource): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: ConfigSource, useValue: source }], exports: [ConfigSource] };
  }
}

/** The provider of one area's values; inject them with `@Inject(Area.token)`. */
export const provideConfig = (definition: ConfigDefinition): FactoryProvider => ({
  provide: definition.token,
  inject: [ConfigSource],
  useFactory: (source: ConfigSource) => source.read(definition),
});
