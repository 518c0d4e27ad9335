import { z } from 'zod';
import { defineConfig, port, secret } from './define-config';

/** What every service needs to know. */
export const MeshConfig = defineConfig('mesh', {
  MESH_PROFILE: z.enum(['embedded', 'distributed']).default('embedded').describe('How the services are run'),
  MESH_ENVIRONMENT: z
    .enum(['development', 'testing', 'staging', 'production'])
    .default('development')
    .describe('Where it runs; production refuses sample secrets'),
  DATA_DIR: z.string().default('./.data').describe('Where the embedded profile keeps everything'),
  PORT: port().default(8080).describe('REST API and dashboard'),
  HOST: z.string().default('127.0.0.1').describe('Address the API listens on'),
  MANAGEMENT_PORT: port().default(9090).describe('Health, metrics and internal routes'),
  MANAGEMENT_HOST: z.string().default('127.0.0.1').describe('Address the management listener uses'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info').describe('Least severe log line'),
  LOG_FORMAT: z.enum(['json', 'pretty']).default('json').describe('Log lines as JSON or for people'),
  MESH_ADMIN_KEY: secret().min(16).optional().describe('The first admin key; made up and stored when absent'),
  INTERNAL_TOKEN_SECRET: secret().min(16).optional().describe('Signs calls between services; embedded: made up'),
});
