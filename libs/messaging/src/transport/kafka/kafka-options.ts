import type { ConfigOf } from '@mesh/config';
import { MOST_DATA_BYTES } from '../../message-size';
import type { KafkaConfig } from './kafka.config';
import type { KafkaAccess } from './kafka-client';

/** How the transport behaves; durations in milliseconds. */
export interface KafkaOptions {
  readonly access: KafkaAccess;
  /** Before the names of topics and groups; empty for none. */
  readonly topicPrefix: string;
  readonly compression: 'none' | 'gzip';
  readonly sendDeadlineMs: number;
  /** The largest record that is tried; the topics must allow it. */
  readonly mostBytes: number;
  readonly sessionTimeoutMs: number;
  readonly stopDeadlineMs: number;
  /** How soon new partitions of a topic are noticed. */
  readonly metadataMaxAgeMs: number;
  readonly intake: IntakeLimits;
  readonly supervision: SupervisionLimits;
}

export interface IntakeLimits {
  /** Due inbox rows above which fetching pauses. */
  readonly pauseAbove: number;
  /** Due inbox rows from which on fetching goes on. */
  readonly resumeBelow: number;
}

export interface SupervisionLimits {
  /** How often the consumer is looked at. */
  readonly lookEveryMs: number;
  /** How often the committed offsets are compared with the ends of the partitions. */
  readonly probeEveryMs: number;
  /** No progress for this long: a new consumer. */
  readonly standstillMs: number;
  /** No consumer at work for this long: the process ends. */
  readonly giveUpMs: number;
}

/** What `ensureTopics` allows on each topic: the largest data and its headers. */
export const MOST_RECORD_BYTES = MOST_DATA_BYTES + 194_304;

/** Both ends look: a partition that only its writers know would be read late. */
const METADATA_MS = 60_000;

/** @param brokers as KAFKA_BROKERS is written */
export function kafkaOptionsOf(config: ConfigOf<typeof KafkaConfig>, brokers: string): KafkaOptions {
  return {
    access: accessOf(config, brokers),
    topicPrefix: config.KAFKA_TOPIC_PREFIX ?? '',
    compression: config.KAFKA_COMPRESSION,
    sendDeadlineMs: config.KAFKA_SEND_DEADLINE_MS,
    mostBytes: MOST_RECORD_BYTES,
    sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
    stopDeadlineMs: config.KAFKA_STOP_DEADLINE_MS,
    metadataMaxAgeMs: METADATA_MS,
    intake: { pauseAbove: config.KAFKA_INBOX_LIMIT, resumeBelow: Math.ceil(config.KAFKA_INBOX_LIMIT / 2) },
    supervision: {
      lookEveryMs: 1_000,
      probeEveryMs: 15_000,
      standstillMs: config.KAFKA_STANDSTILL_MS,
      giveUpMs: config.KAFKA_GIVE_UP_MS,
    },
  };
}

/** Where the brokers are and how to talk to them. */
export function accessOf(config: ConfigOf<typeof KafkaConfig>, brokers: string): KafkaAccess {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = config;
  return {
    brokers: brokers.split(','),
    tls: config.KAFKA_TLS,
    ...(username !== undefined && password !== undefined ? { sasl: { mechanism, username, password } } : {}),
  };
}
