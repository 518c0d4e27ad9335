import { defineConfig, flag, milliseconds, secret } from '@mesh/config';
import { z } from 'zod';

const count = (most: number) => z.coerce.number().int().min(1).max(most);
const hours = () => z.coerce.number().int().min(-1).max(1_000_000);

/** Used in the distributed profile only. */
export const KafkaConfig = defineConfig('kafka', {
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/)
    .optional()
    .describe('Addresses of the brokers, host:port with commas between; distributed profile'),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,80}$/)
    .optional()
    .describe('Put before the names of topics and consumer groups, so that several meshes can share a cluster'),
  KAFKA_TLS: flag().default(false).describe('Talk to the brokers over TLS'),
  KAFKA_USERNAME: z.string().optional().describe('SASL user; absent: no authentication'),
  KAFKA_PASSWORD: secret().optional().describe('SASL password'),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .default('scram-sha-512')
    .describe('How the user is authenticated'),
  KAFKA_PARTITIONS: count(1000).default(6).describe('Partitions of each topic; raised on existing ones, never lowered'),
  KAFKA_REPLICATION: count(9).default(1).describe('Copies of each partition of a new topic; 3 to survive a broker'),
  KAFKA_MIN_INSYNC: count(9).default(1).describe('Copies that must have a message before it counts; 2 with 3 copies'),
  KAFKA_FACTS_RETENTION_HOURS: hours().default(720).describe('How long facts are kept on their topic; -1: for ever'),
  KAFKA_COMMANDS_RETENTION_HOURS: hours()
    .default(72)
    .describe('How long commands are kept; must stay below INBOX_RETENTION_HOURS'),
  KAFKA_DEAD_LETTERS_RETENTION_HOURS: hours().default(336).describe('How long dead letters are kept on their topics'),
  KAFKA_COMPRESSION: z.enum(['none', 'gzip']).default('none').describe('Compression of what is published'),
  KAFKA_SEND_DEADLINE_MS: milliseconds()
    .min(100)
    .default(10_000)
    .describe('Longest wait for the brokers to take a batch'),
  KAFKA_SESSION_TIMEOUT_MS: milliseconds()
    .min(1000)
    .default(30_000)
    .describe('Silence after which a consumer loses its partitions'),
  KAFKA_INBOX_LIMIT: count(10_000_000)
    .default(20_000)
    .describe('Waiting inbox rows above which nothing more is fetched; goes on at half of it'),
  KAFKA_STANDSTILL_MS: milliseconds()
    .min(1000)
    .default(90_000)
    .describe('A consumer without any progress for this long is replaced'),
  KAFKA_GIVE_UP_MS: milliseconds()
    .min(1000)
    .default(1_200_000)
    .describe('A process that could not consume for this long ends, to be started afresh'),
  KAFKA_STOP_DEADLINE_MS: milliseconds().min(100).default(8_000).describe('Longest wait for the consumer at shutdown'),
});
