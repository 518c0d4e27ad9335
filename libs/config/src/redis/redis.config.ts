import { z } from 'zod';
import { type ConfigOf, defineConfig, milliseconds } from '../define-config';
import type { MeshConfig } from '../mesh-config';

const redisUrl = () => z.url({ protocol: /^rediss?$/ }).meta({ secret: true });

/** Where Redis is. One definition for all who use it: sessions and jobs. */
export const RedisConfig = defineConfig('redis', {
  REDIS_URL: redisUrl().optional().describe('Sessions and jobs; distributed profile. Empty: as in the embedded one'),
  REDIS_JOBS_URL: redisUrl()
    .optional()
    .describe('A Redis for jobs alone, with maxmemory-policy noeviction; empty: REDIS_URL'),
  REDIS_KEY_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('mesh')
    .describe('First part of every key'),
  REDIS_COMMAND_TIMEOUT_MS: milliseconds().min(10).default(500).describe('Longest wait for an answer on a request'),
  REDIS_STARTUP_GRACE_MS: milliseconds()
    .default(30_000)
    .describe('How long a service that never reached Redis says that it is not ready; it works without it'),
});

/** Whether this process keeps sessions and jobs in Redis. */
export const usesRedis = (mesh: ConfigOf<typeof MeshConfig>, redis: ConfigOf<typeof RedisConfig>): boolean =>
  mesh.MESH_PROFILE === 'distributed' && redis.REDIS_URL !== undefined;
