import { defineConfig, milliseconds } from '@mesh/config';

export const ShutdownConfig = defineConfig('shutdown', {
  SHUTDOWN_DELAY_MS: milliseconds()
    .default(0)
    .describe('After SIGTERM: go on answering for this long while not ready, until load balancers have noticed'),
  SHUTDOWN_DEADLINE_MS: milliseconds()
    .default(25_000)
    .describe('After SIGTERM, the delay included: give up draining and exit with 1'),
});
