import { defineConfig, milliseconds } from '@mesh/config';

export const ShutdownConfig = defineConfig('shutdown', {
  SHUTDOWN_DEADLINE_MS: milliseconds().default(25_000).describe('After SIGTERM: give up draining and exit with 1'),
});
