import type { ConfigOf } from '@mesh/config';
import type { MessagingLimits } from './messaging-runtime';
import type { MessagingConfig } from './messaging.config';

/** The limits of worker and relay as configured. */
export const limitsOf = (config: ConfigOf<typeof MessagingConfig>): MessagingLimits => ({
  worker: {
    concurrency: config.INBOX_CONCURRENCY,
    leaseMs: config.INBOX_LEASE_MS,
    pollMs: config.INBOX_POLL_MS,
    prepareDeadlineMs: config.INBOX_PREPARE_DEADLINE_MS,
    journalAfterMs: config.INBOX_JOURNAL_AFTER_MS,
    maxAttempts: config.INBOX_MAX_ATTEMPTS,
    maxClaims: config.INBOX_MAX_CLAIMS,
    backoff: { firstMs: config.INBOX_BACKOFF_MS, mostMs: config.INBOX_BACKOFF_MAX_MS },
    groupSize: config.INBOX_GROUP_SIZE,
    drainDeadlineMs: config.DRAIN_DEADLINE_MS,
  },
  relay: { batchSize: config.OUTBOX_BATCH_SIZE, pollMs: config.OUTBOX_POLL_MS },
});
