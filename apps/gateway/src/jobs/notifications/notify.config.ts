import { defineConfig, milliseconds, secret } from '@mesh/config';
import { z } from 'zod';

const count = (most: number) => z.coerce.number().int().min(1).max(most);

export const NotifyConfig = defineConfig('notify', {
  NOTIFY_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where notifications are posted to as JSON; empty: nowhere'),
  NOTIFY_WEBHOOK_SECRET: secret().min(16).optional().describe('Signs what is posted; needed with NOTIFY_WEBHOOK_URL'),
  NOTIFY_CHAT_URL: secret()
    .regex(/^https?:\/\//)
    .optional()
    .describe('Incoming webhook of a chat room (Slack, Mattermost and alike) for notifications; empty: none'),
  NOTIFY_SMTP_URL: secret().optional().describe('Mail server as smtp:// or smtps:// URL; empty: no mails'),
  NOTIFY_MAIL_FROM: z.string().optional().describe('Sender of mails; needed with NOTIFY_SMTP_URL'),
  NOTIFY_MAIL_TO: z.string().optional().describe('Recipients of mails, separated by commas'),
  NOTIFY_LINK_BASE: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8080')
    .describe('Address of the API, for the links in notifications'),
  NOTIFY_TIMEOUT_MS: milliseconds()
    .min(100)
    .default(10_000)
    .describe('Longest wait for a mail server, a webhook or a chat'),
  NOTIFY_CHECK_MS: milliseconds().min(1_000).default(60_000).describe('Pause between two looks for something to tell'),
  NOTIFY_APPROVAL_LEAD_MS: milliseconds()
    .default(1_800_000)
    .describe('How long before its time an open approval is called due'),
  NOTIFY_QUEUE_GROWTH: count(100_000)
    .default(20)
    .describe('A queue that grew by so many within an hour is called growing'),
  NOTIFY_DIGEST_HOUR: z.coerce.number().int().min(0).max(23).default(7).describe('Hour (UTC) of the daily digest'),
});
