import { defineConfig, milliseconds } from '@mesh/config';

export const SupervisorConfig = defineConfig('supervisor', {
  SUPERVISOR_STEP_DEADLINE_MS: milliseconds()
    .min(1)
    .default(60_000)
    .describe('How long a step may take before it is asked once more, then given up'),
  TURN_QUIET_MS: milliseconds()
    .default(2_000)
    .describe('How long a customer must be quiet before a further turn begins; the first begins at once'),
});
