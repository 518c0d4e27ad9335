import { type ConfigOf, defineConfig, milliseconds, secret } from '@mesh/config';
import { PRIVATE_HOSTS } from '@mesh/egress';
import { z } from 'zod';

export const WebhooksConfig = defineConfig('webhooks', {
  WEBHOOK_SECRETS_KEY: secret()
    .min(16)
    .optional()
    .describe('Encrypts the secrets of webhooks and channels in the database; without it none can be made'),
  WEBHOOK_PRIVATE_HOSTS: z
    .string()
    .regex(PRIVATE_HOSTS)
    .default('')
    .describe(
      '`host:port` of receivers inside your own network, separated by commas; all others must be public and https',
    ),
  WEBHOOK_TIMEOUT_MS: milliseconds().min(10).max(30_000).default(10_000).describe('Longest wait for a receiver'),
  WEBHOOK_CHECK_MS: milliseconds()
    .min(20)
    .default(5_000)
    .describe('Pause between two looks for deliveries that are due again, or that nobody has sent'),
});
export type WebhookSettings = ConfigOf<typeof WebhooksConfig>;
