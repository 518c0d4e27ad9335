import { defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';

export const GatewayConfig = defineConfig('gateway', {
  START_DEADLINE_MS: milliseconds()
    .default(60_000)
    .describe('Without a fact of a turn for this long it is started again, then handed to a person'),
  INTAKE_TENANT_LIMIT: z.coerce
    .number()
    .int()
    .min(100)
    .max(1_000_000)
    .default(500)
    .describe('Tickets of one tenant that may be worked on at once; more are refused with 429 until some are done'),
  IDEMPOTENCY_TTL_MS: milliseconds().default(86_400_000).describe('How long the answer to an Idempotency-Key is kept'),
  STREAM_POLL_MS: milliseconds()
    .min(100)
    .default(2000)
    .describe('While signals of other replicas are not heard, event streams look for themselves this often'),
  STREAM_HEARTBEAT_MS: milliseconds().default(15_000).describe('Pause between comments on a quiet event stream'),
  STREAM_MAX_AGE_MS: milliseconds()
    .default(60_000)
    .describe(
      'A stream is closed at this age, or up to a quarter sooner, so that a revoked key is noticed; clients resume it',
    ),
  STREAM_DRAIN_MS: milliseconds().default(30_000).describe('A reader that takes nothing for this long is dropped'),
  STREAM_MAX_READERS: z.coerce.number().int().min(1).default(1000).describe('Open event streams per process'),
});
