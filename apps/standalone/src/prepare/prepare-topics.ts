import { ConfigError, type ConfigOf } from '@mesh/config';
import { type KafkaConfig, accessOf, ensureAcls, ensureTopics, topicOptionsOf } from '@mesh/messaging';
import type { Logger } from '@mesh/observability';

/**
 * Makes the topics that are missing, raises partition counts, and, as a user of the brokers, says what the users of the
 * services may do. Can be run again, and by several at once.
 */
export async function prepareTopics(config: ConfigOf<typeof KafkaConfig>, logger: Logger): Promise<void> {
  if (config.KAFKA_BROKERS === undefined) throw new ConfigError(['KAFKA_BROKERS: is needed']);
  const access = accessOf(config, config.KAFKA_BROKERS);
  const options = topicOptionsOf(config);
  const { created, raised } = await ensureTopics(access, options, logger);
  logger.info('topics.ensured', { created, raised });
  if (access.sasl === undefined) return;
  const outcome = await ensureAcls(access, options.prefix, logger);
  if (outcome === 'set') logger.info('acls.ensured');
  else logger.warn('acls.not_set', { reason: outcome });
}
