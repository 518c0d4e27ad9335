import { defineConfig, secret } from '@mesh/config';
import { z } from 'zod';

/** What the jobs that run before the services need; no service reads it. */
export const PrepareConfig = defineConfig('prepare', {
  DATABASE_ADMIN_URL: secret()
    .optional()
    .describe('Postgres URL of a role that may create roles; makes roles and database, before the migrations'),
  DATABASE_OWNER_URL: secret()
    .optional()
    .describe('Postgres URL of the role mesh_owner, where roles and database are there; migrations only'),
  DATABASE_NAME: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/)
    .default('mesh')
    .describe('Database that is made together with the roles'),
  DATABASE_OWNER_PASSWORD: secret().optional().describe('Given to the role mesh_owner when it is made'),
  DATABASE_API_PASSWORD: secret().optional().describe('Given to the role mesh_api when it is made'),
  DATABASE_WORKER_PASSWORD: secret().optional().describe('Given to the role mesh_worker when it is made'),
});
