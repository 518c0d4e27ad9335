import { createRequire } from 'node:module';
import type { ConfigOf } from '@mesh/config';
import { FACTS_TOPIC, MESSAGE_TOPICS, SERVICES, deadLetterTopicOf } from '@mesh/contracts';
import { RetryableError } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { Admin, ITopicConfig } from 'kafkajs';
import type { KafkaAccess } from './kafka-client';
import { MOST_RECORD_BYTES } from './kafka-options';
import type { KafkaConfig } from './kafka.config';

const load = createRequire(__filename);

export interface TopicOptions {
  readonly prefix: string;
  readonly partitions: number;
  readonly replication: number;
  readonly minInsync: number;
  /** Hours; -1 keeps for ever. */
  readonly retentionHours: { readonly facts: number; readonly commands: number; readonly deadLetters: number };
}

/** What was changed, by full topic name. */
export interface EnsuredTopics {
  readonly created: readonly string[];
  readonly raised: readonly string[];
}

export const topicOptionsOf = (config: ConfigOf<typeof KafkaConfig>): TopicOptions => ({
  prefix: config.KAFKA_TOPIC_PREFIX ?? '',
  partitions: config.KAFKA_PARTITIONS,
  replication: config.KAFKA_REPLICATION,
  minInsync: config.KAFKA_MIN_INSYNC,
  retentionHours: {
    facts: config.KAFKA_FACTS_RETENTION_HOURS,
    commands: config.KAFKA_COMMANDS_RETENTION_HOURS,
    deadLetters: config.KAFKA_DEAD_LETTERS_RETENTION_HOURS,
  },
});

/** The topics of a mesh: facts, per service commands and dead letters, reports of erasures. */
export function plannedTopics(options: TopicOptions): ITopicConfig[] {
  const { facts, commands, deadLetters } = options.retentionHours;
  return [
    ...MESSAGE_TOPICS.map((topic) => planned(topic, topic === FACTS_TOPIC ? facts : commands, options)),
    ...SERVICES.map((service) => planned(deadLetterTopicOf(service), deadLetters, options)),
  ];
}

/**
 * Makes the topics that are missing and raises partition counts that are too low; never lowers one, and leaves the other
 * settings of an existing topic alone. Can be run again and by several at once.
 */
export async function ensureTopics(access: KafkaAccess, options: TopicOptions, logger: Logger): Promise<EnsuredTopics> {
  // Loaded here: the embedded profile never needs it.
  const { kafkaClient } = load('./kafka-client') as typeof import('./kafka-client');
  const admin = kafkaClient('support-mesh-topics', access, logger).admin();
  await admin.connect();
  try {
    const wanted = plannedTopics(options);
    const existing = new Set(await admin.listTopics());
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    // Without the client's own wait for leaders: it gives up at the first broker that has not heard of a topic yet.
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: false });
    const raised = await raisePartitions(
      admin,
      wanted.filter(({ topic }) => existing.has(topic)),
      options.partitions,
    );
    await untilServed(admin, wanted, options.partitions);
    return { created: missing.map(({ topic }) => topic), raised };
  } finally {
    await admin.disconnect();
  }
}

/**
 * A leader may be named before it serves. A request to several partitions of which one is not served yet is sent again
 * as a whole by the client, so that the records of the others lie there twice.
 */
async function untilServed(admin: Admin, topics: readonly ITopicConfig[], partitions: number): Promise<void> {
  const end = performance.now() + LEADERS_MS;
  for (const { topic } of topics) {
    while (!(await isServed(admin, topic, partitions))) {
      if (performance.now() > end) throw new RetryableError('KAFKA_TOPICS_NOT_READY', 'new topics have no leaders');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function isServed(admin: Admin, topic: string, partitions: number): Promise<boolean> {
  try {
    return (await admin.fetchTopicOffsets(topic)).length >= partitions;
  } catch (error) {
    if (error instanceof Error && 'type' in error && NOT_YET.has(String(error.type))) return false;
    throw error;
  }
}

async function raisePartitions(admin: Admin, topics: readonly ITopicConfig[], count: number): Promise<string[]> {
  if (topics.length === 0) return [];
  const { topics: known } = await admin.fetchTopicMetadata({ topics: topics.map(({ topic }) => topic) });
  const low = known.filter(({ partitions }) => partitions.length < count).map(({ name }) => name);
  if (low.length > 0) await admin.createPartitions({ topicPartitions: low.map((topic) => ({ topic, count })) });
  return low;
}

const LEADERS_MS = 30_000;
const NOT_YET = new Set(['NOT_LEADER_FOR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);
const HOUR_MS = 3_600_000;

const planned = (name: string, hours: number, options: TopicOptions): ITopicConfig => ({
  topic: `${options.prefix}${name}`,
  numPartitions: options.partitions,
  replicationFactor: options.replication,
  configEntries: [
    { name: 'retention.ms', value: String(hours < 0 ? -1 : hours * HOUR_MS) },
    { name: 'min.insync.replicas', value: String(options.minInsync) },
    { name: 'max.message.bytes', value: String(MOST_RECORD_BYTES) },
    { name: 'cleanup.policy', value: 'delete' },
  ],
});
