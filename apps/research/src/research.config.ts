import { defineConfig } from '@mesh/config';
import { z } from 'zod';

export const ResearchConfig = defineConfig('research', {
  RESEARCH_CANDIDATES: z.coerce
    .number()
    .int()
    .min(12)
    .max(500)
    .default(60)
    .describe('Passages that a search ranks before the best are chosen'),
  RESEARCH_ANSWERABLE_FROM: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Confidence from which evidence counts as an answer; empty: as fitted'),
});
