import { type ConfigOf, defineConfig, milliseconds } from '../define-config';

/** How secrets that lie elsewhere (`..._FILE`, `..._REF`) are looked up again. */
export const SecretsConfig = defineConfig('secrets', {
  SECRETS_REFRESH_MS: milliseconds()
    .min(10)
    .default(300_000)
    .describe('How old a secret from a file or a manager may be before it is looked up again at its next use'),
  SECRETS_TIMEOUT_MS: milliseconds()
    .min(10)
    .max(60_000)
    .default(5_000)
    .describe('Longest wait for a secret manager; then the last good value is used'),
});
export type SecretsSettings = ConfigOf<typeof SecretsConfig>;
