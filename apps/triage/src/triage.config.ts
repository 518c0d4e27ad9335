import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const TriageConfig = defineConfig('triage', {
  TRIAGE_CONFIDENCE_FLOOR: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Below this certainty the category is unknown'),
  TRIAGE_CLASSIFIER_REFRESH_MS: milliseconds()
    .default(2000)
    .describe('How long a replica may use an older trained classifier'),
  TRIAGE_TRAINING_MAX_ROWS: z.coerce
    .number()
    .int()
    .min(2)
    .max(200_000)
    .default(50_000)
    .describe('Rows of one training'),
});
