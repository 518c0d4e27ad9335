import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const MemoryConfig = defineConfig('memory', {
  MEMORY_SESSION_TTL_MS: milliseconds()
    .min(1_000)
    .default(86_400_000)
    .describe('How long a session lives after its last write'),
  MEMORY_SESSION_MAX: z.coerce.number().int().min(1).default(10_000).describe('Sessions that a process keeps'),
  MEMORY_SESSION_MAX_TURNS: z.coerce.number().int().min(1).default(200).describe('Turns that are kept of a session'),
});
