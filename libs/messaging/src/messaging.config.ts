import { defineConfig, flag, milliseconds } from '@mesh/config';
import { z } from 'zod';
import { CRASH_POINTS } from './crash-points';

const count = (most: number) => z.coerce.number().int().min(1).max(most);

export const MessagingConfig = defineConfig('messaging', {
  INBOX_CONCURRENCY: count(2000).default(128).describe('Rows of one service that are worked on at once'),
  INBOX_TENANT_SHARE: z.coerce
    .number()
    .gt(0)
    .max(1)
    .default(0.9)
    .describe('Largest part of them that one tenant may hold; the rest is there for others at once'),
  INBOX_LEASE_MS: milliseconds().min(1000).default(30_000).describe('How long a dead worker holds a row'),
  INBOX_POLL_MS: milliseconds().min(10).default(500).describe('Safety net behind the wake-ups'),
  INBOX_PREPARE_DEADLINE_MS: milliseconds().min(10).default(45_000).describe('Longest slow work on one message'),
  INBOX_JOURNAL_AFTER_MS: milliseconds().default(20).describe('Slow work that took longer is journalled at once'),
  INBOX_MAX_ATTEMPTS: count(100).default(5).describe('Failed tries before a message is put aside'),
  INBOX_MAX_CLAIMS: count(1000).default(25).describe('Tries cut off by a crash before a message is put aside'),
  INBOX_BACKOFF_MS: milliseconds().min(1).default(200).describe('First back-off; doubles with each failed try'),
  INBOX_BACKOFF_MAX_MS: milliseconds().min(1).default(30_000).describe('Longest back-off'),
  INBOX_GROUP_SIZE: count(1000).default(64).describe('Most messages in one commit'),
  INBOX_RETENTION_HOURS: count(10_000).default(168).describe('How long finished rows are kept (7 days)'),
  INBOX_PARENT_PATIENCE_MS: milliseconds()
    .min(1000)
    .default(900_000)
    .describe('How long a fact waits for the one before it; then it is a dead letter (STALE)'),
  OUTBOX_BATCH_SIZE: count(5000).default(500).describe('Most messages published at once'),
  OUTBOX_POLL_MS: milliseconds().min(10).default(500).describe('Safety net behind the wake-ups'),
  OUTBOX_LIMIT: count(10_000_000).default(50_000).describe('Unpublished messages from which on intake is refused'),
  RECONCILE_EVERY_MS: milliseconds()
    .min(1_000)
    .default(300_000)
    .describe('How often what was published is compared with what lies on the topics; distributed profile'),
  RECONCILE_WINDOW_HOURS: count(10_000)
    .default(24)
    .describe('How far back a whole comparison reaches; never further than topics and outbox keep messages'),
  DRAIN_DEADLINE_MS: milliseconds().default(15_000).describe('Longest wait for work in hand at shutdown'),
  CRASH_AT: z
    .templateLiteral([z.enum(CRASH_POINTS), ':', z.number()])
    .optional()
    .describe('Tests only: kill the process at the n-th passing of a point'),
  TEST_INBOX_CHECK: flag().default(true).describe('Tests only: false accepts duplicates, to prove the checkers'),
  TEST_SEND_CLAIM: flag().default(true).describe('Tests only: false sends a decision again, to prove the checkers'),
  TEST_INJECTION_CHECKS: flag()
    .default(true)
    .describe('Tests only: false takes no text for an injection, to see what else holds'),
  TEST_HANDLER_FAULTS: flag().default(false).describe('Tests only: true lets messages ask handlers to fail'),
  TEST_SEQUENCE_GATE: flag()
    .default(true)
    .describe('Tests only: false takes facts as they come, to prove the checkers'),
});
