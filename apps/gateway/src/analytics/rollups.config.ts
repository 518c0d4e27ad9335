import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const RollupsConfig = defineConfig('rollups', {
  ANALYTICS_ROLLUP_MS: milliseconds()
    .min(1_000)
    .max(86_400_000)
    .default(300_000)
    .describe('Pause between two roll-ups of hours; those of days take twelve times as long'),
  ANALYTICS_KEEP_HOURS_DAYS: z.coerce
    .number()
    .int()
    .min(15)
    .max(3_660)
    .default(90)
    .describe('How many days figures per hour are kept; those per day stay'),
});
