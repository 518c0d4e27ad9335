import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const ResearchConfig = defineConfig('research', {
  RESEARCH_CANDIDATES: z.coerce
    .number()
    .int()
    .min(12)
    .max(500)
    .default(80)
    .describe('Passages that a search ranks before the best are chosen'),
  RESEARCH_ANSWERABLE_FROM: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Confidence from which evidence counts as an answer; empty: as fitted'),
  RESEARCH_SWEEP_MS: milliseconds()
    .min(1_000)
    .default(300_000)
    .describe('Pause between two looks for indexes that are behind, lost or of another version'),
  RESEARCH_CLEAN_MS: milliseconds()
    .min(1_000)
    .default(86_400_000)
    .describe('Pause between two searches for passages that are not live'),
});
