import { defineConfig } from '@mesh/config';
import { z } from 'zod';

const perMinute = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback);

export const ThrottlingConfig = defineConfig('throttling', {
  THROTTLE_ANONYMOUS_PER_MINUTE: perMinute(100).describe('Requests of one address without a valid key'),
  THROTTLE_STANDARD_PER_MINUTE: perMinute(1000).describe('Requests of one API key of the tier `standard`'),
  THROTTLE_PREMIUM_PER_MINUTE: perMinute(5000).describe('Requests of one API key of the tier `premium`'),
  TRUST_PROXY_HOPS: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Proxies in front of the API, exactly; the address of a caller is read from behind so many'),
});
