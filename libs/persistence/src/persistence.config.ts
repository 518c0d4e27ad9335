import { defineConfig, secret } from '@mesh/config';
import { z } from 'zod';

export const PersistenceConfig = defineConfig('persistence', {
  DATABASE_API_URL: secret().describe('Postgres URL of the role mesh_api; embedded: made at start'),
  DATABASE_WORKER_URL: secret().describe('Postgres URL of the role mesh_worker; embedded: made at start'),
  DATABASE_MAX_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16).describe('Per role and process'),
});
