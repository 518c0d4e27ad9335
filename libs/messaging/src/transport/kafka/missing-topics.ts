import { createRequire } from 'node:module';
import { RetryableError } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import { type TopicOptions, plannedTopics } from './ensure-topics';
import type { KafkaAccess } from './kafka-client';
import { within } from './within';

const load = createRequire(__filename);

const PATIENCE_MS = 8_000;

/** Names of the topics of the mesh that nobody has made yet; makes none. @throws Error when no broker answers in time */
export async function missingTopics(access: KafkaAccess, options: TopicOptions, logger: Logger): Promise<string[]> {
  // Loaded here: the embedded profile never needs it.
  const { kafkaClient } = load('./kafka-client') as typeof import('./kafka-client');
  const admin = kafkaClient('support-mesh-startup', access, logger).admin();
  const tooLate = (): RetryableError => new RetryableError('KAFKA_UNAVAILABLE', 'no broker has answered in time');
  try {
    const existing = new Set(
      await within(
        PATIENCE_MS,
        admin.connect().then(() => admin.listTopics()),
        tooLate,
      ),
    );
    return plannedTopics(options)
      .map(({ topic }) => topic)
      .filter((topic) => !existing.has(topic));
  } finally {
    await admin.disconnect();
  }
}
