import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

const days = () => z.coerce.number().int().min(1).max(3_660);

export const MaintenanceConfig = defineConfig('maintenance', {
  MAINTENANCE_EVERY_MS: milliseconds()
    .min(1_000)
    .default(3_600_000)
    .describe('Pause between two rounds of cleaning up'),
  MAINTENANCE_KEEP_NOTIFICATIONS_DAYS: days().default(30).describe('How long it is known what people were told'),
  MAINTENANCE_KEEP_DELIVERIES_DAYS: days()
    .default(30)
    .describe('How long it is known what webhooks were told and how they answered'),
  MAINTENANCE_ARCHIVE_AFTER_DAYS: days()
    .default(90)
    .describe('So long after a ticket was resolved or closed, copies of evidence and hand-over texts are removed'),
});
