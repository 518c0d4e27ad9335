import { defineConfig, flag } from '@mesh/config';

export const StandaloneConfig = defineConfig('standalone', {
  SAMPLE_KNOWLEDGE_ENABLED: flag()
    .default(true)
    .describe('Load a few sample articles when the data folder is new; embedded profile'),
});
