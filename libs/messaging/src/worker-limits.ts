import type { ConfigOf } from '@mesh/config';
import type { MessagingLimits } from './messaging-runtime';
import type { MessagingConfig } from './messaging.config';
import type { KafkaConfig } from './transport/kafka/kafka.config';

/** The limits of worker, relay and reconciler as configured. */
export const limitsOf = (
  config: ConfigOf<typeof MessagingConfig>,
  kafka: ConfigOf<typeof KafkaConfig>,
): MessagingLimits => ({
  worker: {
    concurrency: config.INBOX_CONCURRENCY,
    tenantShare: config.INBOX_TENANT_SHARE,
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
  staleFacts: {
    patienceMs: config.INBOX_PARENT_PATIENCE_MS,
    everyMs: Math.min(STALE_FACTS_EVERY_MS, config.INBOX_PARENT_PATIENCE_MS),
  },
  reconciler: {
    everyMs: config.RECONCILE_EVERY_MS,
    windowMs: windowHours(config, kafka) * HOUR_MS,
    settleMs: SETTLE_MS,
    mostPending: Math.ceil(config.OUTBOX_LIMIT / 10),
  },
});

const HOUR_MS = 3_600_000;
const STALE_FACTS_EVERY_MS = 30_000;
const SETTLE_MS = 30_000;
/** A topic may drop what is only just past its time. */
const MARGIN_HOURS = 3;

function windowHours(config: ConfigOf<typeof MessagingConfig>, kafka: ConfigOf<typeof KafkaConfig>): number {
  const kept = [
    config.INBOX_RETENTION_HOURS,
    kafka.KAFKA_COMMANDS_RETENTION_HOURS,
    kafka.KAFKA_FACTS_RETENTION_HOURS,
    kafka.KAFKA_DEAD_LETTERS_RETENTION_HOURS,
  ].filter((hours) => hours >= 0);
  return Math.max(0, Math.min(config.RECONCILE_WINDOW_HOURS, Math.min(...kept) - MARGIN_HOURS));
}
