import { ConfigError, type ConfigOf } from '@mesh/config';
import { type KafkaConfig, accessOf, ensureTopics, topicOptionsOf } from '@mesh/messaging';
import type { Logger } from '@mesh/observability';

/** Makes the topics that are missing and raises partition counts. Can be run again, and by several at once. */
export async function prepareTopics(config: ConfigOf<typeof KafkaConfig>, logger: Logger): Promise<void> {
  if (config.KAFKA_BROKERS === undefined) throw new ConfigError(['KAFKA_BROKERS: is needed']);
  const { created, raised } = await ensureTopics(
    accessOf(config, config.KAFKA_BROKERS),
    topicOptionsOf(config),
    logger,
  );
  logger.info('topics.ensured', { created, raised });
}
