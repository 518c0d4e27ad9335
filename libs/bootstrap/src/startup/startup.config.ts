import { defineConfig, milliseconds } from '@mesh/config';

export const StartupConfig = defineConfig('startup', {
  START_WITHOUT_KAFKA_AFTER_MS: milliseconds()
    .default(20_000)
    .describe('A service that is started while no broker answers waits this long, then takes work in without them'),
});
