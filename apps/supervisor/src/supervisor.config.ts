import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const SupervisorConfig = defineConfig('supervisor', {
  SUPERVISOR_STEP_DEADLINE_MS: milliseconds()
    .min(1)
    .default(60_000)
    .describe('How long a step may take before it is asked once more, then given up'),
  SNAPSHOT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(2)
    .default(90)
    .describe('How long older states of a workflow are kept; the newest one stays'),
  TURN_QUIET_MS: milliseconds()
    .default(2_000)
    .describe('How long a customer must be quiet before a further turn begins; the first begins at once'),
});
