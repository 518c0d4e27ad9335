import { defineConfig, milliseconds, secret } from '@mesh/config';
import { z } from 'zod';

export const QdrantConfig = defineConfig('qdrant', {
  QDRANT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of Qdrant for long-term memory; without it the index is in the process'),
  QDRANT_API_KEY: secret().optional().describe('Sent with every request to Qdrant; use https beyond one machine'),
  QDRANT_TIMEOUT_MS: milliseconds().min(50).default(3_000).describe('A request to Qdrant is given up after this'),
  QDRANT_COLLECTION_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .default('mesh')
    .describe('Begins the name of every collection; one per mesh that shares a server'),
});
