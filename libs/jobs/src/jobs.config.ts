import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const JobsConfig = defineConfig('jobs', {
  JOBS_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2).describe('Jobs at a time, per service process'),
  JOBS_POLL_MS: milliseconds().min(10).default(1_000).describe('Longest wait before a due job is seen'),
  JOBS_LEASE_MS: milliseconds().min(1_000).default(60_000).describe('After this silence a worker counts as gone'),
  JOBS_KEEP_COMPLETED_MS: milliseconds().default(3_600_000).describe('How long completed jobs are kept'),
  JOBS_STUCK_MS: milliseconds()
    .min(100)
    .default(15_000)
    .describe('Work that is due for so long without a worker renews its connections (Redis)'),
  JOBS_STOP_DEADLINE_MS: milliseconds().default(5_000).describe('Longest wait for running jobs at shutdown (Redis)'),
  JOBS_KEEP_FAILED_MS: milliseconds().default(604_800_000).describe('How long failed jobs are kept'),
});
