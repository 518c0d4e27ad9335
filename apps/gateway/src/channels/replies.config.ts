import { type ConfigOf, defineConfig, milliseconds, secret } from '@mesh/config';

export const RepliesConfig = defineConfig('replies', {
  REPLY_SMTP_URL: secret()
    .optional()
    .describe('Mail server for replies as smtp:// or smtps:// URL; empty: no channel can send mails'),
  REPLY_SMTP_TIMEOUT_MS: milliseconds()
    .min(100)
    .max(300_000)
    .default(30_000)
    .describe('Longest silence of that server; a whole mail may take twice as long'),
  REPLY_CHECK_MS: milliseconds()
    .min(20)
    .default(5_000)
    .describe('Pause between two looks for replies that are due again, or that nobody has sent'),
});
export type ReplySettings = ConfigOf<typeof RepliesConfig>;
