import { defineConfig, milliseconds } from '@mesh/config';

export const IdentityConfig = defineConfig('identity', {
  API_KEY_CACHE_MS: milliseconds().max(10_000).default(5_000).describe('How long a checked API key is trusted unseen'),
});
